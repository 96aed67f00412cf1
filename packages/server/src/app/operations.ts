import { type Contract, contract, type OperationMeta } from '@lastmile/contract'
import { PERMISSIONS } from '@lastmile/domain'
import { type AnyProcedure, isProcedure } from '@orpc/server'
import type { ModuleRouters } from '../platform/operation/index.ts'

/** One operation of the contract with the procedure that carries it out. */
export interface Operation {
  /** Module and operation, e.g. `needs.confirm`. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path below `/api` with `{holes}`. */
  readonly path: string
  readonly meta: OperationMeta
  readonly procedure: AnyProcedure
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'DELETE']

function isMethod(method: string | undefined): method is Operation['method'] {
  return method !== undefined && METHODS.includes(method)
}

function isPermission(permission: string): boolean {
  return permission === 'public' || permission === 'self' || Object.hasOwn(PERMISSIONS, permission)
}

/**
 * Binds every operation of the contract to its procedure. A server with an operation that nobody carries out, or
 * that has no permission of the table, does not start: the error names all of them.
 */
export function bindOperations(routers: ModuleRouters): Operation[] {
  const bound: Operation[] = []
  const faults: string[] = []
  for (const [module, group] of Object.entries(contract)) {
    const router: Record<string, unknown> = { ...routers[module as keyof Contract] }
    for (const [key, declared] of Object.entries(group)) {
      const name = `${module}.${key}`
      const procedure = router[key]
      const { meta, route } = declared['~orpc']
      if (!isPermission(meta.permission)) faults.push(`${name} has no permission of the table`)
      else if (!isMethod(route.method) || !route.path) faults.push(`${name} has no method and path`)
      else if (isProcedure(procedure)) {
        bound.push({ name, method: route.method, path: route.path, meta, procedure })
      } else faults.push(`${name} has no handler`)
    }
  }
  if (faults.length > 0) throw new Error(`the API is not complete: ${faults.join('; ')}`)
  return bound
}
