import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const orders = createRoute({
  getParentRoute: () => shellRoute,
  path: '/orders',
  staticData: { title: { zh: '我的志愿服务', en: 'My orders' }, permission: 'order.own' },
  validateSearch: z.object({ id: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./orders-page.tsx'), 'OrdersPage'),
})

export const orderRoutes = [orders] as const
