import { NEED_CATEGORIES, NEED_KINDS, ROOT_CAUSES } from '@lastmile/domain'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const keyOf = <T extends object>(table: T) =>
  z
    .enum(Object.keys(table) as [keyof T & string])
    .optional()
    .catch(undefined)

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/needs',
  staticData: { title: { zh: '服务需求清单', en: 'Needs' }, permission: 'need.read' },
  validateSearch: z.object({
    state: z.enum(['open', 'met', 'unmet', 'withdrawn', 'all']).optional().catch(undefined),
    category: keyOf(NEED_CATEGORIES),
    kind: keyOf(NEED_KINDS),
    cause: keyOf(ROOT_CAUSES),
    urgency: z.number().int().min(1).max(3).optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./needs-page.tsx'), 'NeedsPage'),
})

export const needRoutes = [list] as const
