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

const precision = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gaps/precision',
  staticData: { title: { zh: '找得准不准', en: 'How well gaps hold' }, permission: 'gap.read' },
  component: lazyRouteComponent(() => import('./precision-page.tsx'), 'PrecisionPage'),
})

const announcements = createRoute({
  getParentRoute: () => shellRoute,
  path: '/gaps/announcements',
  staticData: { title: { zh: '提前提醒', en: 'Announcements' }, permission: 'gap.read' },
  validateSearch: z.object({ page: z.number().int().min(1).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./announcements-page.tsx'), 'AnnouncementsPage'),
})

export const gapRoutes = [gaps, announcements, precision, screenings] as const
