import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readLibrary } from '../node.ts'
import { firstOverlap } from './days.ts'
import { sweepLibrary } from './sweep.ts'

const library = readLibrary(fileURLToPath(new URL('../../../../', import.meta.url)))
const policy = library.policies.find((one) => one.id === 'vocational-training-subsidy')
const version = policy?.versions[0]
if (!policy || !version) throw new Error('the policy of this test is gone')

function sweepOf(...spans: readonly [string, string | null][]) {
  const versions = spans.map(([from, to]) => ({ ...version, from, to }))
  const changed = { ...policy, versions } as typeof policy
  return sweepLibrary({ ...library, policies: changed ? [changed] : [] }, '2026-11-24')
}

describe('the sweep', () => {
  it('finds nothing where a version follows the next day', () => {
    expect(sweepOf(['2019-05-01', '2022-03-31'], ['2022-04-01', null])).toEqual([])
  })

  it('finds a gap of months, with its first and last month', () => {
    expect(sweepOf(['2019-05-01', '2022-03-31'], ['2022-07-01', null])).toMatchObject([
      { kind: 'rule', from: '2022-04-01', to: '2022-06-01' },
    ])
  })

  it('finds a gap of some days within a month', () => {
    expect(sweepOf(['2019-05-01', '2022-03-10'], ['2022-03-20', null])).toMatchObject([
      { kind: 'rule', from: '2022-03-11', to: '2022-03-11' },
    ])
  })

  it('finds a rule that ends before the policy does', () => {
    expect(sweepOf(['2019-05-01', '2026-09-30'])).toMatchObject([{ kind: 'rule', from: '2026-10-01' }])
  })

  it('refuses an overlap already when the policy is read', () => {
    const spans = [
      { from: '2019-05-01', to: '2022-03-31' },
      { from: '2022-03-31', to: null },
    ]
    expect(firstOverlap(spans)).toEqual(spans)
  })
})
