import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root-route.tsx'

const imports = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports',
  staticData: { title: { zh: '导入部门名单', en: 'Imports' }, permission: 'import.read' },
  component: lazyRouteComponent(() => import('./imports-page.tsx'), 'ImportsPage'),
})

const oneImport = createRoute({
  getParentRoute: () => shellRoute,
  path: '/imports/$importId',
  staticData: { title: { zh: '导入', en: 'Import' }, permission: 'import.read' },
  component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
})

export const importRoutes = [imports, oneImport] as const
