import type { Contract } from '@lastmile/contract'
import type { AnyRouter } from '@orpc/server'

/** The routers of the modules, by the module's name in the contract. */
export type ModuleRouters = { readonly [M in keyof Contract]?: AnyRouter }
