import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const campaigns = createRoute({
  getParentRoute: () => shellRoute,
  path: '/campaigns',
  staticData: { title: { zh: '走访调研', en: 'Campaigns' }, permission: 'campaign.read' },
  component: lazyRouteComponent(() => import('./campaigns-page.tsx'), 'CampaignsPage'),
})

const campaign = createRoute({
  getParentRoute: () => shellRoute,
  path: '/campaigns/$campaignId',
  staticData: { title: { zh: '走访调研', en: 'Campaign' }, permission: 'campaign.read' },
  validateSearch: z.object({
    view: z.enum(['coverage', 'households', 'results']).optional().catch(undefined),
    state: z.enum(['all', 'waiting', 'visited', 'doubted']).optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
    rows: z.string().optional().catch(undefined),
    columns: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./campaign-page.tsx'), 'CampaignPage'),
})

const forms = createRoute({
  getParentRoute: () => shellRoute,
  path: '/survey-forms',
  staticData: { title: { zh: '走访表', en: 'Visit forms' }, permission: 'form.edit' },
  component: lazyRouteComponent(() => import('./forms-page.tsx'), 'FormsPage'),
})

const form = createRoute({
  getParentRoute: () => shellRoute,
  path: '/survey-forms/$formId',
  staticData: { title: { zh: '走访表', en: 'Visit form' }, permission: 'form.edit' },
  component: lazyRouteComponent(() => import('./form-page.tsx'), 'FormPage'),
})

export const surveyRoutes = [campaigns, campaign, forms, form] as const
