import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const imports = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  validateSearch: z.object({ list: z.literal('new').optional().catch(undefined) }),
  staticData: { title: { zh: '导入部门名单', en: 'Imports' }, permission: 'import.read' },
  component: lazyRouteComponent(() => import('./imports-page.tsx'), 'ImportsPage'),
})

const oneImport = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/$importId',
  validateSearch: z.object({ row: z.number().int().min(1).optional().catch(undefined) }),
  staticData: { title: { zh: '导入', en: 'Import' }, permission: 'import.read' },
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
})

export const importRoutes = [imports, oneImport] as const
