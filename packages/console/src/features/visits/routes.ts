import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const questions = createRoute({
  getParentRoute: () => shellRoute,
  path: '/fact-questions',
  staticData: { title: { zh: '说法待定', en: 'Facts to settle' }, permission: 'fact.readSensitive' },
  validateSearch: z.object({
    state: z.enum(['open', 'settled']).optional().catch(undefined),
    fact: z.string().max(100).optional().catch(undefined),
    /** Asked at least so many days ago. */
    age: z
      .union([z.literal(7), z.literal(30)])
      .optional()
      .catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./questions/questions-page.tsx'), 'QuestionsPage'),
})

const day = z.iso.date().optional().catch(undefined)

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits',
  staticData: { title: { zh: '走访记录', en: 'Visits' }, permission: 'fact.readSensitive' },
  validateSearch: z.object({
    /** The account that made the visits. */
    by: z.string().optional().catch(undefined),
    campaign: z.string().optional().catch(undefined),
    household: z.string().optional().catch(undefined),
    from: day,
    to: day,
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./list/visits-page.tsx'), 'VisitsPage'),
})

const phones = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits/phones',
  staticData: { title: { zh: '走访手机', en: 'Phones' }, permission: 'device.revoke' },
  component: lazyRouteComponent(() => import('./phones/phones-page.tsx'), 'PhonesPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/visits/$visitId',
  staticData: { title: { zh: '走访记录', en: 'Visit' }, permission: 'fact.readSensitive' },
  component: lazyRouteComponent(() => import('./visit/visit-page.tsx'), 'VisitPage'),
})

export const visitRoutes = [questions, list, phones, one] as const
