import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root-route.tsx'

const account = createRoute({
  getParentRoute: () => shellRoute,
  path: '/account',
  staticData: { title: { zh: '账号与安全', en: 'Account and security' } },
  component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
})

export const accountRoutes = [account] as const
