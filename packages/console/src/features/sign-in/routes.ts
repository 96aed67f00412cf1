import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../../app/root-route.tsx'

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({
    /** Where to go afterwards: an address of this console. */
    next: z.string().startsWith('/').optional().catch(undefined),
    /** The last session ended by itself. */
    ended: z.boolean().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
})

const activate = createRoute({
  getParentRoute: () => rootRoute,
  path: '/activate',
  validateSearch: z.object({ token: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./activate-page.tsx'), 'ActivatePage'),
})

export const signInRoutes = [signIn, activate] as const
