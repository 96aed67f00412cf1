import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const search = z.object({ page: z.number().int().min(1).optional().catch(undefined) })

const linkage = createRoute({
  getParentRoute: () => shellRoute,
  path: '/linkage',
  validateSearch: search,
  staticData: { title: { zh: '是不是同一个人', en: 'One person or two' }, permission: 'linkage.decide' },
  component: lazyRouteComponent(() => import('./linkage-page.tsx'), 'LinkagePage'),
})

const merges = createRoute({
  getParentRoute: () => shellRoute,
  path: '/linkage/merges',
  validateSearch: search,
  staticData: { title: { zh: '合并过的', en: 'Merged' }, permission: 'linkage.decide' },
  component: lazyRouteComponent(() => import('./merges-page.tsx'), 'MergesPage'),
})

export const linkageRoutes = [linkage, merges] as const
