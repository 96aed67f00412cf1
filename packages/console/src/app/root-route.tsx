import type { Permission } from '@lastmile/domain'
import type { BilingualText } from '@lastmile/web-kit'
import { problemOf } from '@lastmile/web-kit'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { z } from 'zod'
import { client } from './api.ts'
import { ME_KEY } from './session.ts'

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Name of the page, for the window's title. */
    readonly title?: BilingualText
    /** Who may see the page: any one of these. Others are told so instead. */
    readonly permission?: Permission | readonly Permission[]
  }
}

export const rootRoute = createRootRouteWithContext<{ readonly queryClient: QueryClient }>()({
  component: lazyRouteComponent(() => import('./root-page.tsx'), 'RootPage'),
  errorComponent: lazyRouteComponent(() => import('./root-page.tsx'), 'BrokenPage'),
  notFoundComponent: lazyRouteComponent(() => import('./root-page.tsx'), 'NoPage'),
})

/** The part of the address that every staff page keeps: `under`, the org unit whose households are looked at. */
const scopeSearch = z.object({ under: z.string().optional().catch(undefined) })

/** Everything behind the sign-in. Asks who is there, and leads to the sign-in page and back when nobody is. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  validateSearch: scopeSearch,
  search: { middlewares: [retainSearchParams(['under'])] },
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queryClient.ensureQueryData({
        queryKey: ME_KEY,
        queryFn: () => client.identity.me(),
        staleTime: Number.POSITIVE_INFINITY,
        meta: { mayBeSignedOut: true },
      })
      if (me === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
      if (me.mustChangePassword && location.pathname !== '/account') throw redirect({ to: '/account' })
      return { me }
    } catch (error) {
      if (problemOf(error).kind === 'signed-out')
        throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw error
    }
  },
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
})
