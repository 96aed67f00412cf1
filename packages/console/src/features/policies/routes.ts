import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const policies = createRoute({
  getParentRoute: () => shellRoute,
  path: '/policies',
  staticData: { title: { zh: '政策库', en: 'Policies' }, permission: 'policy.read' },
  validateSearch: z.object({ q: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./policies-page.tsx'), 'PoliciesPage'),
})

const policy = createRoute({
  getParentRoute: () => shellRoute,
  path: '/policies/$policyId',
  staticData: { title: { zh: '政策', en: 'Policy' }, permission: 'policy.read' },
  component: lazyRouteComponent(() => import('./policy-page.tsx'), 'PolicyPage'),
})

export const policyRoutes = [policies, policy] as const
