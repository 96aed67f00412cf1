export type { Caller, CallerContext, Client, OperationContext, PublicContext } from './context.ts'
export { inSteps, runsInSteps } from './in-steps.ts'
export type { ModuleRouters } from './module-routers.ts'
export { type Transact, transactOf } from './transact.ts'
