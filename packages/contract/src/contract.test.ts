import { PERMISSIONS } from '@lastmile/domain'
import { describe, expect, it } from 'vitest'
import { contract } from './index.ts'
import type { OperationMeta } from './operation.ts'

interface Declared {
  readonly name: string
  readonly meta: OperationMeta
  readonly method: string | undefined
  readonly path: string | undefined
}

const operations: Declared[] = Object.entries(contract).flatMap(([module, group]) =>
  Object.entries(group).map(([name, procedure]) => ({
    name: `${module}.${name}`,
    meta: procedure['~orpc'].meta,
    method: procedure['~orpc'].route.method,
    path: procedure['~orpc'].route.path,
  })),
)

describe('the contract', () => {
  it('gives every operation its own method and path', () => {
    const keys = operations.map(({ method, path }) => `${method} ${path?.replace(/\{\w+\}/g, '{}')}`)
    expect(new Set(keys).size).toBe(keys.length)
    expect(operations.length).toBeGreaterThan(60)
  })

  it.each(operations)('$name names a permission of the table', ({ meta }) => {
    expect(['public', 'self', ...Object.keys(PERMISSIONS)]).toContain(meta.permission)
  })

  /** They take what no address holds, and change nothing; that households were read stands in the ledger once a reading. */
  const READS_BY_POST = [
    'assessment.checkCutoff',
    'assessment.openScaleLink',
    'assessment.tryScheme',
    'layouts.tryOut',
    'policies.checkFiles',
    'surveys.preview',
    'whatIf.ask',
  ]

  it.each(
    operations.filter(
      ({ name, method, meta }) =>
        method !== 'GET' && meta.permission !== 'self' && !READS_BY_POST.includes(name),
    ),
  )('$name, a write, says what the ledger holds', ({ meta }) => {
    expect(meta.ledger).toMatch(/^[a-z]+\.[a-z-]+$/)
  })
})
