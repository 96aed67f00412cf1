import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const gaps = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gaps',
  staticData: { title: { zh: '应享未享', en: 'Gaps' }, permission: 'gap.read' },
  validateSearch: z.object({
    policy: z.string().optional().catch(undefined),
    state: z.enum(['open', 'confirmed', 'dismissed', 'closed']).optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./gaps-page.tsx'), 'GapsPage'),
})

const screenings = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gaps/screenings',
  staticData: { title: { zh: '全部重算', en: 'Screenings' }, permission: 'screening.run' },
  component: lazyRouteComponent(() => import('./screenings-page.tsx'), 'ScreeningsPage'),
})

export const gapRoutes = [gaps, screenings] as const
