import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute } from '../app/root-route.tsx'

/**
 * The field app stands beside the shell, not below it: it opens without asking the server who is there. The passphrase
 * opens it; the server decides again at every sync.
 */
const field = createRoute({
  getParentRoute: () => rootRoute,
  id: 'phone',
  staticData: { title: { zh: '走访', en: 'Visits' } },
  component: lazyRouteComponent(() => import('./field-layout.tsx'), 'FieldLayout'),
})

const today = createRoute({
  getParentRoute: () => field,
  path: '/field',
  component: lazyRouteComponent(() => import('./pages/today.tsx'), 'FieldToday'),
})
const families = createRoute({
  getParentRoute: () => field,
  path: '/field/families',
  component: lazyRouteComponent(() => import('./pages/families.tsx'), 'FieldFamilies'),
})
const family = createRoute({
  getParentRoute: () => field,
  path: '/field/families/$householdId',
  component: lazyRouteComponent(() => import('./pages/family.tsx'), 'FieldFamily'),
})
const newcomer = createRoute({
  getParentRoute: () => field,
  path: '/field/new-family',
  component: lazyRouteComponent(() => import('./pages/new-family.tsx'), 'FieldNewFamily'),
})
const visit = createRoute({
  getParentRoute: () => field,
  path: '/field/visit/$householdId',
  validateSearch: z.object({ form: z.string().max(60).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./visit/visit-page.tsx'), 'FieldVisit'),
})
const scale = createRoute({
  getParentRoute: () => field,
  path: '/field/scale/$householdId',
  validateSearch: z.object({
    instrument: z.string().max(60).optional().catch(undefined),
    person: z.string().max(40).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./assess/scale-page.tsx'), 'FieldScale'),
})
const work = createRoute({
  getParentRoute: () => field,
  path: '/field/work',
  component: lazyRouteComponent(() => import('./pages/work.tsx'), 'FieldWork'),
})
const me = createRoute({
  getParentRoute: () => field,
  path: '/field/me',
  validateSearch: z.object({ choose: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./pages/me.tsx'), 'FieldMe'),
})

export const fieldRoutes = [
  field.addChildren([today, families, family, newcomer, visit, scale, work, me]),
] as const
