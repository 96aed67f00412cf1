export type { Caller, Client, OperationContext, PublicContext } from './context.ts'
export type { ModuleRouters } from './module-routers.ts'
