import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { shellRoute } from '../../app/root-route.tsx'

const home = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' })
  },
})

const today = createRoute({
  getParentRoute: () => shellRoute,
  path: '/today',
  staticData: { title: { zh: '今天', en: 'Today' }, permission: 'today.read' },
  // A resident has one page, which says all of it.
  beforeLoad: ({ context }) => {
    if (context.me.permissions.includes('own.read')) throw redirect({ to: '/own' })
  },
  component: lazyRouteComponent(() => import('./today-page.tsx'), 'TodayPage'),
})

export const todayRoutes = [home, today] as const
