import { parseResidentId, type ResidentId } from '@lastmile/domain'
import type { Cell } from '../files/cell.ts'
import { plain, saysNothing } from './clean.ts'
import { found, NOTHING, type Reading, wrong } from './reading.ts'

const CODES = {
  'spreadsheet-number': 'id_number_rounded',
  'old-form': 'id_number_old_form',
  length: 'id_number_length',
  characters: 'id_number_characters',
  province: 'id_number_region',
  'birth-date': 'id_number_birth_date',
  'future-birth-date': 'id_number_birth_date',
  'check-character': 'id_number_check_character',
} as const

/**
 * Reads an identity number. A number cell cannot hold one (15 digits is all a spreadsheet keeps), so it is refused even
 * when it happens to pass the check: its last digits are invented zeros.
 */
export function readIdentityNumber(cell: Cell | null, today: string): Reading<ResidentId> {
  if (saysNothing(cell)) return NOTHING
  if (cell.kind === 'number' && cell.number !== null && cell.number >= 1e15) return wrong('id_number_rounded')
  if (cell.kind === 'date') return wrong('id_number_characters')
  const text = plain(cell.text).replace(/[\s\-‐–—.。·,]/g, (sign) => (sign === '.' ? '.' : ''))
  const result = parseResidentId(text, today)
  if (result.ok) return found(result.id)
  const isRounded = result.problem === 'check-character' && cell.kind === 'plain' && /^\d{15}000$/.test(text)
  return wrong(isRounded ? 'id_number_rounded' : CODES[result.problem], { length: text.length })
}
