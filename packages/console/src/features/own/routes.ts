import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root-route.tsx'

const own = createRoute({
  getParentRoute: () => shellRoute,
  path: '/own',
  staticData: { title: { zh: '我家的帮扶', en: 'My family' }, permission: 'own.read' },
  component: lazyRouteComponent(() => import('./own-page.tsx'), 'OwnPage'),
})

export const ownRoutes = [own] as const
