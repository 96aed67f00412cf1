import type { OrgPath } from '@lastmile/domain'
import { type Cell, textCell } from '../files/cell.ts'
import type { CellReader } from '../rows/cell-reader.ts'
import { SEX_CHOICE } from '../rows/read-row.ts'
import type { UnitIndex } from '../rows/unit-index.ts'
import type { LayoutColumn } from '../sources/layout.ts'
import { saysNothing, wordKey } from '../values/clean.ts'
import { readDate } from '../values/date.ts'
import { readIdentityNumber } from '../values/identity-number.ts'
import { readPhone } from '../values/phone.ts'
import { found, NOTHING } from '../values/reading.ts'
import { RELATION_CHOICE } from '../values/relation.ts'

/**
 * How the cells of an identity column are read by themselves, to show what they become; the reader of rows reads them
 * beside each other. Null for text that is taken as it stands.
 */
export function readWho(
  column: LayoutColumn,
  around: { readonly units: UnitIndex; readonly scope: OrgPath; readonly today: string },
): CellReader | null {
  const { units, scope, today } = around
  const words = new Map(
    Object.entries(column.values ?? {}).map(([word, value]) => [wordKey(word), String(value)]),
  )
  const translated = (read: CellReader): CellReader => {
    return (cell: Cell | null) => {
      const word = cell === null ? undefined : words.get(wordKey(cell.text))
      return read(word === undefined ? cell : textCell(word))
    }
  }
  switch (column.target.name) {
    case 'person.sex':
      return translated((cell) => SEX_CHOICE.read(cell))
    case 'person.relation':
      return translated((cell) => RELATION_CHOICE.read(cell))
    case 'person.phone':
      return translated(readPhone)
    case 'person.birth_date':
      return translated((cell) => readDate(cell, { today, precision: 'month' }))
    case 'row.day':
      return translated((cell) => readDate(cell, { today, precision: column.precision }))
    case 'person.id_number':
    case 'household.head_id_number':
      return translated((cell) => {
        const id = readIdentityNumber(cell, today)
        return id.ok ? (id.value === null ? NOTHING : found(id.value.number)) : id
      })
    case 'household.committee':
      return translated((cell) => {
        if (saysNothing(cell)) return NOTHING
        const unit = units.find(null, cell.text, scope)
        return unit.ok ? found(unit.value?.name ?? '') : unit
      })
    default:
      return null
  }
}
