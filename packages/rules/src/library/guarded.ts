import type { Policy } from './library.ts'

const known = new WeakMap<Policy, boolean>()

/**
 * Whether a policy says by a protected fact whom it is for: hearing that somebody is entitled to it is hearing the fact.
 * Whoever may not read protected facts sees nothing of it.
 */
export function isGuarded(policy: Policy): boolean {
  const before = known.get(policy)
  if (before !== undefined) return before
  const guarded = policy.versions.some(({ conditions }) =>
    conditions.some((condition) => condition.applies && namesProtected(condition.body, new Set())),
  )
  known.set(policy, guarded)
  return guarded
}

/** Whether a checked tree, or anything in it, rests on a protected fact. */
export function namesProtected(part: unknown, seen: Set<unknown> = new Set()): boolean {
  if (part === null || typeof part !== 'object' || seen.has(part)) return false
  seen.add(part)
  if ('sensitivity' in part && part.sensitivity === 'protected') return true
  const parts = part instanceof Map ? [...part.values()] : Object.values(part)
  return parts.some((one) => namesProtected(one, seen))
}
