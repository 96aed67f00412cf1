import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute, shellRoute } from '../../app/root-route.tsx'

const page = z.number().int().min(1).optional().catch(undefined)

const list = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assessments',
  staticData: { title: { zh: '分级', en: 'Tiers' }, permission: 'assessment.read' },
  validateSearch: z.object({
    box: z.enum(['to_confirm', 'due', 'all']).optional().catch(undefined),
    tier: z.number().int().min(1).max(4).optional().catch(undefined),
    indicator: z.string().max(60).optional().catch(undefined),
    kind: z.string().max(30).optional().catch(undefined),
    poor: z.boolean().optional().catch(undefined),
    undecided: z.boolean().optional().catch(undefined),
    page,
  }),
  component: lazyRouteComponent(() => import('./worklist-page.tsx'), 'AssessmentsPage'),
})

const alerts = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assessments/alerts',
  staticData: { title: { zh: '紧急提醒', en: 'Urgent alerts' }, permission: 'alert.read' },
  validateSearch: z.object({ state: z.enum(['open', 'closed']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./alerts-page.tsx'), 'AlertsPage'),
})

const groups = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assessments/groups',
  staticData: { title: { zh: '重点家庭', en: 'Groups of families' }, permission: 'group.read' },
  validateSearch: z.object({
    group: z.string().max(40).optional().catch(undefined),
    box: z.enum(['members', 'candidates', 'to_leave']).optional().catch(undefined),
    on: z.iso.date().optional().catch(undefined),
    page,
  }),
  component: lazyRouteComponent(() => import('./groups-page.tsx'), 'GroupsPage'),
})

const scheme = createRoute({
  getParentRoute: () => shellRoute,
  path: '/assessments/scheme',
  staticData: { title: { zh: '评估方案', en: 'Scheme of assessment' }, permission: 'scheme.read' },
  component: lazyRouteComponent(() => import('./scheme/scheme-page.tsx'), 'SchemePage'),
})

const measure = createRoute({
  getParentRoute: () => shellRoute,
  path: '/measure',
  staticData: { title: { zh: '困难程度', en: 'Depth of hardship' }, permission: 'measure.read' },
  validateSearch: z.object({ by: z.enum(['unit', 'kind']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./measure/measure-page.tsx'), 'MeasurePage'),
})

const one = createRoute({
  getParentRoute: () => shellRoute,
  path: '/households/$householdId/assessment',
  staticData: { title: { zh: '多维评估', en: 'Assessment' }, permission: 'assessment.read' },
  component: lazyRouteComponent(() => import('./household/assessment-page.tsx'), 'HouseholdAssessmentPage'),
})

const scales = createRoute({
  getParentRoute: () => shellRoute,
  path: '/households/$householdId/scales',
  staticData: { title: { zh: '量表', en: 'Scales' }, permission: 'instrument.read' },
  validateSearch: z.object({
    instrument: z.string().max(40).optional().catch(undefined),
    person: z.string().max(40).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./household/scales-page.tsx'), 'ScalesPage'),
})

export const assessmentRoutes = [list, alerts, groups, scheme, measure, one, scales] as const

const fill = createRoute({
  getParentRoute: () => rootRoute,
  path: '/fill',
  component: lazyRouteComponent(() => import('./own/fill-page.tsx'), 'FillPage'),
})

/** Outside the sign-in. */
export const publicAssessmentRoutes = [fill] as const
