import { createRouter } from '@tanstack/react-router'
import { accountRoutes } from '../features/account/routes.ts'
import { accountListRoutes } from '../features/accounts/routes.ts'
import { areaRoutes } from '../features/area/routes.ts'
import { assessmentRoutes, publicAssessmentRoutes } from '../features/assessment/routes.ts'
import { caseRoutes } from '../features/cases/routes.ts'
import { gapRoutes } from '../features/gaps/routes.ts'
import { guidanceRoutes, publicGuidanceRoutes } from '../features/guidance/routes.ts'
import { householdRoutes } from '../features/households/routes.ts'
import { importRoutes } from '../features/imports/routes.ts'
import { ledgerRoutes } from '../features/ledger/routes.ts'
import { linkageRoutes } from '../features/linkage/routes.ts'
import { needRoutes } from '../features/needs/routes.ts'
import { orderRoutes } from '../features/orders/routes.ts'
import { ownRoutes } from '../features/own/routes.ts'
import { policyRoutes } from '../features/policies/routes.ts'
import { signInRoutes } from '../features/sign-in/routes.ts'
import { signalRoutes } from '../features/signals/routes.ts'
import { sourceRoutes } from '../features/sources/routes.ts'
import { surveyRoutes } from '../features/surveys/routes.ts'
import { taskRoutes } from '../features/tasks/routes.ts'
import { todayRoutes } from '../features/today/routes.ts'
import { visitRoutes } from '../features/visits/routes.ts'
import { whatIfRoutes } from '../features/what-if/routes.ts'
import { fieldRoutes } from '../field/routes.ts'
import { SkeletonLines } from '../frame/skeletons.tsx'
import { queryClient } from './api.ts'
import { rootRoute, shellRoute } from './root-route.tsx'

/** All routes. A feature adds its own by one line here, and its place in the rail by one line in `page-table.ts`. */
const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  ...publicGuidanceRoutes,
  ...publicAssessmentRoutes,
  ...fieldRoutes,
  shellRoute.addChildren([
    ...todayRoutes,
    ...householdRoutes,
    ...signalRoutes,
    ...assessmentRoutes,
    ...gapRoutes,
    ...areaRoutes,
    ...needRoutes,
    ...surveyRoutes,
    ...visitRoutes,
    ...importRoutes,
    ...sourceRoutes,
    ...linkageRoutes,
    ...policyRoutes,
    ...whatIfRoutes,
    ...guidanceRoutes,
    ...caseRoutes,
    ...orderRoutes,
    ...ownRoutes,
    ...taskRoutes,
    ...ledgerRoutes,
    ...accountListRoutes,
    ...accountRoutes,
  ]),
])

export const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: SkeletonLines,
  defaultPendingMs: 150,
  defaultPendingMinMs: 200,
  scrollRestoration: true,
  defaultStructuralSharing: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
