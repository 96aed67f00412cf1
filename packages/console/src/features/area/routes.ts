import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { shellRoute } from '../../app/root-route.tsx'

const area = createRoute({
  getParentRoute: () => shellRoute,
  path: '/area',
  staticData: { title: { zh: '一页看辖区', en: 'The area on a page' }, permission: 'portrait.read' },
  component: lazyRouteComponent(() => import('./area-page.tsx'), 'AreaPage'),
})

export const areaRoutes = [area] as const
