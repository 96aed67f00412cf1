export type { Caller, Client, OperationContext, PublicContext } from './context.ts'
