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

const rows = createRoute({
  getParentRoute: () => shellRoute,
  path: '/linkage/rows',
  validateSearch: search,
  staticData: { title: { zh: '名单里的人是谁', en: 'Who rows are about' }, permission: 'linkage.decide' },
  component: lazyRouteComponent(() => import('./rows-page.tsx'), 'RowsPage'),
})

const merges = createRoute({
  getParentRoute: () => shellRoute,
  path: '/linkage/merges',
  validateSearch: search,
  staticData: { title: { zh: '合并过的', en: 'Merged' }, permission: 'linkage.decide' },
  component: lazyRouteComponent(() => import('./merges-page.tsx'), 'MergesPage'),
})

export const linkageRoutes = [linkage, rows, merges] as const
