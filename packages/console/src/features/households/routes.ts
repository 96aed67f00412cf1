import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

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
      .enum(['all', 'mine', 'with-gaps', 'with-needs', 'in-case', 'unpaired', 'overdue'])
      .optional()
      .catch(undefined),
    receiving: z.string().optional().catch(undefined),
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

const one = createRoute({ getParentRoute: () => shellRoute, path: '/households/$householdId' })
export const householdRoutes = [list, create, one] as const
