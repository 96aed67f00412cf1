import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const cases = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cases',
  staticData: { title: { zh: '个案', en: 'Cases' }, permission: 'case.read' },
  validateSearch: z.object({
    state: z.enum(['open', 'serving', 'closure_proposed', 'closed']).optional().catch(undefined),
    mine: z.boolean().optional().catch(undefined),
    /** Only those whose next contact is past. */
    overdue: z
      .union([z.boolean(), z.number().transform(Boolean)])
      .optional()
      .catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./cases-page.tsx'), 'CasesPage'),
})

const oneCase = createRoute({
  getParentRoute: () => shellRoute,
  path: '/cases/$caseId',
  staticData: { title: { zh: '个案', en: 'Case' }, permission: 'case.read' },
  component: lazyRouteComponent(() => import('./case-page.tsx'), 'CasePage'),
})

export const caseRoutes = [cases, oneCase] as const
