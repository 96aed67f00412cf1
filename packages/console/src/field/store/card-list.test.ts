import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextCards, sortedCards } from './card-list.ts'
import { type Card, cardOf, type Household } from './shapes.ts'

const household = (id: number, headName: string) =>
  ({ id: String(id), headName, members: [], gaps: [] }) as unknown as Household

const page = fc.record({
  came: fc.uniqueArray(
    fc.record({ id: fc.nat(12), name: fc.constantFrom('王秀英', '张伟', '李娜', '阿依古丽·买买提') }),
    {
      selector: ({ id }) => id,
    },
  ),
  gone: fc.uniqueArray(fc.nat(12)),
})

it('the list that goes along with each page is the one that all households together would give', () => {
  fc.assert(
    fc.property(fc.array(page, { maxLength: 12 }), (pages) => {
      const held = new Map<string, Household>()
      let list: readonly Card[] = []
      for (const { came, gone } of pages) {
        const households = came.map(({ id, name }) => household(id, name))
        for (const one of households) held.set(one.id, one)
        for (const id of gone) held.delete(String(id))
        list = nextCards(list, households, gone.map(String))
      }
      const byId = (cards: readonly Card[]) => new Map(cards.map((card) => [card.id, card]))
      expect(byId(list)).toEqual(byId([...held.values()].map(cardOf)))
      expect(list.map(({ name }) => name)).toEqual(sortedCards(list).map(({ name }) => name))
    }),
  )
})
