import { createRouter } from '@tanstack/react-router'
import { signInRoutes } from '../features/sign-in/routes.ts'
import { todayRoutes } from '../features/today/routes.ts'
import { queryClient } from './api.ts'
import { rootRoute, shellRoute } from './root-route.tsx'

/** All routes. A feature adds its own by one line here, and its place in the rail by one line in `page-table.ts`. */
const routeTree = rootRoute.addChildren([...signInRoutes, shellRoute.addChildren([...todayRoutes])])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultStructuralSharing: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
