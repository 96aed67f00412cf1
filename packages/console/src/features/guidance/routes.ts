import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { rootRoute, shellRoute } from '../../app/root-route.tsx'

const bulletins = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bulletins',
  staticData: { title: { zh: '政策速递', en: 'Bulletins' }, permission: 'bulletin.read' },
  validateSearch: z.object({
    box: z.enum(['all', 'unread']).optional().catch(undefined),
    q: z.string().optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./bulletins/bulletins-page.tsx'), 'BulletinsPage'),
})

const newBulletin = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bulletins/new',
  staticData: { title: { zh: '写政策速递', en: 'New bulletin' }, permission: 'bulletin.write' },
  validateSearch: z.object({ policy: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./bulletins/write-page.tsx'), 'NewBulletinPage'),
})

const bulletin = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bulletins/$bulletinId',
  staticData: { title: { zh: '政策速递', en: 'Bulletin' }, permission: 'bulletin.read' },
  component: lazyRouteComponent(() => import('./bulletins/bulletin-page.tsx'), 'BulletinPage'),
})

const correction = createRoute({
  getParentRoute: () => shellRoute,
  path: '/bulletins/$bulletinId/correct',
  staticData: { title: { zh: '更正政策速递', en: 'Correct a bulletin' }, permission: 'bulletin.write' },
  component: lazyRouteComponent(() => import('./bulletins/write-page.tsx'), 'CorrectBulletinPage'),
})

const feedback = createRoute({
  getParentRoute: () => shellRoute,
  path: '/feedback',
  staticData: { title: { zh: '政策反馈', en: 'Feedback' }, permission: 'feedback.read' },
  validateSearch: z.object({
    id: z.string().optional().catch(undefined),
    box: z.enum(['mine', 'all']).optional().catch(undefined),
    page: z.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./feedback/feedback-page.tsx'), 'FeedbackPage'),
})

const newFeedback = createRoute({
  getParentRoute: () => shellRoute,
  path: '/feedback/new',
  staticData: { title: { zh: '反映一个问题', en: 'Write feedback' }, permission: 'feedback.write' },
  validateSearch: z.object({
    policy: z.string().optional().catch(undefined),
    household: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./feedback/write-feedback-page.tsx'), 'WriteFeedbackPage'),
})

const effect = createRoute({
  getParentRoute: () => shellRoute,
  path: '/effect',
  staticData: { title: { zh: '政策效果', en: 'Effect of policies' }, permission: 'effect.read' },
  validateSearch: z.object({ policy: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./effect/effect-page.tsx'), 'EffectPage'),
})

const effectHouseholds = createRoute({
  getParentRoute: () => shellRoute,
  path: '/effect/households',
  staticData: { title: { zh: '政策效果：家庭', en: 'Effect: households' }, permission: 'effect.read' },
  validateSearch: z.object({
    policy: z.string().catch('dibao'),
    kind: z.enum(['entitled', 'confirmed']).catch('entitled'),
    under: z.string().optional().catch(undefined),
    page: z.coerce.number().int().min(1).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('./effect/households-page.tsx'), 'EffectHouseholdsPage'),
})

const answers = createRoute({
  getParentRoute: () => rootRoute,
  path: '/answers',
  validateSearch: z.object({ code: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./feedback/answers-page.tsx'), 'AnswersPage'),
})

export const guidanceRoutes = [
  bulletins,
  newBulletin,
  bulletin,
  correction,
  feedback,
  newFeedback,
  effect,
  effectHouseholds,
] as const
/** Outside the sign-in. */
export const publicGuidanceRoutes = [answers] as const
