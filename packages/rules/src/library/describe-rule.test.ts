import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readLibrary } from '../node.ts'
import { type ConditionInWords, describeRule } from './describe-rule.ts'

const library = readLibrary(fileURLToPath(new URL('../../../../', import.meta.url)))

function leaves(condition: ConditionInWords): ConditionInWords[] {
  return condition.kind === 'one' ? [condition] : condition.of.flatMap(leaves)
}

describe('a rule in words', () => {
  it('says each condition with the figure of the day', () => {
    const policy = library.byId.get('dibao')
    if (!policy) throw new Error('no dibao')
    const [version] = describeRule(policy, '2026-08-01')
    const found = version?.conditions.flatMap(leaves)
    expect(found?.map(({ source }) => source)).toContain(
      'household.monthly_income_per_capita_gross < dibao_standard',
    )
    const line = found?.find(({ source }) => source?.includes('gross'))
    expect(line?.text.zh).toMatch(/低于低保标准（1,690 元/)
    expect(line?.cite?.clause).toBe('第十条')
    expect(version?.amount?.per).toBe('month')
    const [earlier] = describeRule(policy, '2024-08-01')
    expect(JSON.stringify(earlier)).toContain('1,595 元')
  })

  it('has a sentence in both languages for every condition of every policy', () => {
    for (const policy of library.policies)
      for (const version of describeRule(policy, '2026-08-01'))
        for (const leaf of version.conditions.flatMap(leaves)) {
          expect(leaf.source, policy.id).not.toBeNull()
          expect(leaf.text.zh, policy.id).toMatch(/\p{Script=Han}/u)
          expect(leaf.text.en, policy.id).not.toMatch(/undefined|\p{Script=Han}/u)
        }
  })
})
