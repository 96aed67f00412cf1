import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const whatIf = createRoute({
  getParentRoute: () => shellRoute,
  path: '/what-if',
  staticData: { title: { zh: '政策测算', en: 'What if' }, permission: 'simulate' },
  validateSearch: z.object({
    /** Policies, `dibao,medical-aid`. */
    policies: z.string().optional().catch(undefined),
    /** Changed figures, `dibao.dibao_standard=1800,…`. */
    set: z.string().optional().catch(undefined),
    /** The scenario that the question was opened from. */
    scenario: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./what-if-page.tsx'), 'WhatIfPage'),
})

const compare = createRoute({
  getParentRoute: () => shellRoute,
  path: '/what-if/compare',
  staticData: { title: { zh: '对比测算方案', en: 'Compare scenarios' }, permission: 'simulate' },
  validateSearch: z.object({ ids: z.string().catch('') }),
  component: lazyRouteComponent(() => import('./compare-page.tsx'), 'ComparePage'),
})

export const whatIfRoutes = [whatIf, compare] as const
