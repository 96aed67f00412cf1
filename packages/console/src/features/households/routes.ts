import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'
import { conditionSearch } from './conditions/conditions.ts'

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/households',
  staticData: { title: { zh: '家庭', en: 'Households' }, permission: 'household.read' },
  validateSearch: z.object({
    q: z
      .union([z.string().max(60), z.number().transform(String)])
      .optional()
      .catch(undefined),
    filter: z
      .enum(['all', 'mine', 'with-gaps', 'with-needs', 'receiving', 'in-case', 'unpaired', 'overdue'])
      .optional()
      .catch(undefined),
    receiving: z.string().optional().catch(undefined),
    ...conditionSearch,
    sort: z.enum(['updated', 'head', 'gaps', 'last-contact', 'no']).optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./list/list-page.tsx'), 'HouseholdListPage'),
})

const create = createRoute({
  getParentRoute: () => shellRoute,
  path: '/households/new',
  staticData: { title: { zh: '新建家庭', en: 'New household' }, permission: 'household.create' },
  validateSearch: z.object({ name: z.string().max(50).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./create/create-page.tsx'), 'CreateHouseholdPage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/households/$householdId',
  staticData: { title: { zh: '家庭', en: 'Household' }, permission: 'household.read' },
  validateSearch: z.object({
    /** On a phone: which of the three parts is shown. */
    tab: z.enum(['now', 'family', 'thread']).optional().catch(undefined),
    /** Kind of events that the thread shows. */
    group: z
      .enum(['facts', 'benefits', 'gaps', 'signals', 'needs', 'plan', 'contacts', 'case', 'import', 'access'])
      .optional()
      .catch(undefined),
    /** What is being written. */
    compose: z
      .enum(['contact', 'signal', 'need', 'fact', 'opinion', 'counselling'])
      .optional()
      .catch(undefined),
    /** The gap that is opened. */
    gap: z.string().optional().catch(undefined),
    /** Whose facts are shown: a member; the household without it. */
    person: z.string().optional().catch(undefined),
    /** The fact whose past is opened: `entityId.fact`. */
    fact: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./page/household-page.tsx'), 'HouseholdPage'),
})

export const householdRoutes = [list, create, one] as const
