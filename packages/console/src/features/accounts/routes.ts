import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const accounts = createRoute({
  getParentRoute: () => shellRoute,
  path: '/accounts',
  staticData: { title: { zh: '账号', en: 'Accounts' }, permission: 'account.manage' },
  validateSearch: z.object({
    q: z.string().optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./accounts-page.tsx'), 'AccountsPage'),
})

export const accountListRoutes = [accounts] as const
