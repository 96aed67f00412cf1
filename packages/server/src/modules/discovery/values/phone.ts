import { parsePhone } from '@lastmile/domain'
import type { Cell } from '../files/cell.ts'
import { plain, saysNothing } from './clean.ts'
import { found, NOTHING, type Reading, wrong } from './reading.ts'

/** The first readable telephone number of a cell, in E.164; people write two into one cell. */
export function readPhone(cell: Cell | null): Reading<string> {
  if (saysNothing(cell)) return NOTHING
  if (cell.kind === 'date') return wrong('phone_unreadable')
  const text = plain(cell.text)
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text)) return wrong('phone_unreadable')
  for (const part of [text, ...text.split(/[,;/、，；\s或]+/)]) {
    const phone = parsePhone(part.replace(/[^\d+()-]/g, ''))
    if (phone) return found(phone)
  }
  return wrong('phone_unreadable')
}
