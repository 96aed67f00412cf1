import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { shellRoute } from '../../app/root-route.tsx'

const tasks = createRoute({
  getParentRoute: () => shellRoute,
  path: '/tasks',
  staticData: { title: { zh: '区里交办', en: 'Tasks' }, permission: 'task.read' },
  validateSearch: z.object({ id: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('./tasks-page.tsx'), 'TasksPage'),
})

export const taskRoutes = [tasks] as const
