import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const ledger = createRoute({
  getParentRoute: () => shellRoute,
  path: '/ledger',
  staticData: { title: { zh: '操作记录', en: 'Ledger' }, permission: 'ledger.query' },
  validateSearch: z.object({
    no: z.string().optional().catch(undefined),
    action: z.string().optional().catch(undefined),
    from: z.iso.date().optional().catch(undefined),
    to: z.iso.date().optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./ledger-page.tsx'), 'LedgerPage'),
})

export const ledgerRoutes = [ledger] as const
