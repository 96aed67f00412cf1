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
  validateSearch: z.object({
    view: z
      .enum(['people', 'rule', 'table', 'flow', 'history', 'compare', 'notes'])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./policy-page.tsx'), 'PolicyPage'),
})

const desk = createRoute({
  getParentRoute: () => shellRoute,
  path: '/policy-desk',
  staticData: { title: { zh: '政策台', en: 'Policy desk' }, permission: 'policy.draft' },
  component: lazyRouteComponent(() => import('./desk/desk-page.tsx'), 'DeskPage'),
})

const verify = createRoute({
  getParentRoute: () => shellRoute,
  path: '/policy-desk/verify',
  staticData: { title: { zh: '待核实的数字', en: 'To be verified' }, permission: 'policy.draft' },
  component: lazyRouteComponent(() => import('./desk/verify-page.tsx'), 'VerifyPage'),
})

const change = createRoute({
  getParentRoute: () => shellRoute,
  path: '/policy-desk/changes/$changeId',
  staticData: { title: { zh: '政策修改', en: 'Policy change' }, permission: 'policy.draft' },
  component: lazyRouteComponent(() => import('./desk/change-page.tsx'), 'ChangePage'),
})

const doors = createRoute({
  getParentRoute: () => shellRoute,
  path: '/doors',
  staticData: {
    title: { zh: '政策变动上门清单', en: 'Doors after a policy change' },
    permission: 'door.read',
  },
  validateSearch: z.object({
    change: z.string().optional().catch(undefined),
    policy: z.string().optional().catch(undefined),
    kind: z.enum(['gains', 'loses', 'more', 'less', 'unsure']).optional().catch(undefined),
    state: z.enum(['open', 'told', 'planned']).optional().catch(undefined),
    page: z.coerce.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./doors/doors-page.tsx'), 'DoorsPage'),
})

const notices = createRoute({
  getParentRoute: () => shellRoute,
  path: '/doors/notices',
  staticData: { title: { zh: '待遇变动告知书', en: 'Letters before a loss' }, permission: 'door.read' },
  validateSearch: z.object({
    state: z.enum(['open', 'late', 'given', 'withdrawn']).optional().catch(undefined),
    change: z.string().optional().catch(undefined),
    page: z.coerce.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./doors/notices-page.tsx'), 'NoticesPage'),
})

export const policyRoutes = [policies, policy, desk, verify, change, doors, notices] as const
