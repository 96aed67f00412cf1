import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/signals',
  staticData: { title: { zh: '发现线索', en: 'Signals' }, permission: 'signal.read' },
  validateSearch: z.object({
    view: z.enum(['mine', 'loose', 'overdue', 'ended']).optional().catch(undefined),
    rule: z.string().optional().catch(undefined),
    urgency: z
      .union([z.literal(1), z.literal(2), z.literal(3)])
      .optional()
      .catch(undefined),
    q: z
      .union([z.string().max(40), z.number().transform(String)])
      .optional()
      .catch(undefined),
    /** The signal whose reasons are opened. */
    open: z.string().optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./signals-page.tsx'), 'SignalsPage'),
})

const rules = createRoute({
  getParentRoute: () => shellRoute,
  path: '/signals/rules',
  staticData: { title: { zh: '线索准不准', en: 'How well signals do' }, permission: 'signal.read' },
  component: lazyRouteComponent(() => import('./rules/rules-page.tsx'), 'SignalRulesPage'),
})

export const signalRoutes = [list, rules] as const
