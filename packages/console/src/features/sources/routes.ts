import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const sources = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sources',
  staticData: { title: { zh: '数据来源', en: 'Sources' }, permission: 'import.read' },
  component: lazyRouteComponent(() => import('./sources-page.tsx'), 'SourcesPage'),
})

const conflicts = createRoute({
  getParentRoute: () => shellRoute,
  path: '/sources/conflicts',
  validateSearch: z.object({
    source: z.string().max(80).optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  staticData: { title: { zh: '说法不一', en: 'Contradictions' }, permission: 'household.read' },
  component: lazyRouteComponent(() => import('./conflicts-page.tsx'), 'ConflictsPage'),
})

export const sourceRoutes = [sources, conflicts] as const
