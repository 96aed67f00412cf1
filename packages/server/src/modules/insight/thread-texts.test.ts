import { contract } from '@lastmile/contract'
import { describe, expect, it } from 'vitest'
import { threadText } from '../households/index.ts'
import '../index.ts'

interface Declared {
  readonly '~orpc': { readonly meta: { readonly ledger: string | null } }
}

/** Every action that an operation of the contract writes into the ledger. */
function actionsOf(part: object): string[] {
  return Object.values(part).flatMap((entry: object) => {
    if (!('~orpc' in entry)) return actionsOf(entry)
    const { ledger } = (entry as Declared)['~orpc'].meta
    return ledger === null ? [] : [ledger]
  })
}

describe('the ledger in words', () => {
  it.each([...new Set(actionsOf(contract))])('says what %s means, in both languages', (action) => {
    const text = threadText(action)
    const entry = {
      actor: { zh: '夏静怡', en: 'Xia Jingyi' },
      account: '张超',
      data: {},
      name: () => '张超',
      fact: (name: string) => ({ zh: name, en: name }),
      policy: (id: string) => ({ zh: id, en: id }),
    }
    expect(text?.zh(entry)).toMatch(/[\u4e00-\u9fff]/)
    expect(text?.en(entry)).toMatch(/[a-z]/)
    expect(text?.zh(entry)).not.toContain(action)
  })

  it('keeps readings out of the thread, which would drown in them', () => {
    expect(threadText('household.read')?.group).toBeNull()
    expect(threadText('contact.record')?.group).toBe('contacts')
  })
})
