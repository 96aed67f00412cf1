import { describe, expect, it } from 'vitest'
import type { ReceiptRecord } from '../store/receipts.ts'
import { type StatedReceipt, settleReceipt } from './settle-receipts.ts'

const running = (change: Partial<ReceiptRecord> = {}): ReceiptRecord => ({
  id: 'r1',
  household_id: 'h',
  person_id: null,
  policy: 'dibao',
  amount_fen: 100_000,
  per: 'month',
  from_date: '2024-01-01',
  to_date: null,
  source_name: '名单',
  source_id: 'roster',
  stated_on: '2025-05-01',
  learned_at: new Date(0),
  ...change,
})
const stated = (change: Partial<StatedReceipt> = {}): StatedReceipt => ({
  householdId: 'h',
  personId: null,
  policy: 'dibao',
  amountFen: 100_000,
  per: 'month',
  fromDate: '2024-01-01',
  statedOn: '2025-06-01',
  sourceRow: 5,
  ...change,
})

describe('a statement of a benefit', () => {
  it('that is new begins on its own day, else on the day of the list', () => {
    expect(settleReceipt([], stated())).toEqual({
      kind: 'begin',
      fromDate: '2024-01-01',
      toDate: null,
      ends: null,
    })
    expect(settleReceipt([], stated({ fromDate: null }))).toMatchObject({ fromDate: '2025-06-01' })
    expect(settleReceipt([running({ policy: 'medical-aid' })], stated()).kind).toBe('begin')
    expect(settleReceipt([running({ person_id: 'p' })], stated()).kind).toBe('begin')
  })

  it('that repeats itself is unchanged; a newer list only moves its day', () => {
    expect(settleReceipt([running({ stated_on: '2025-06-01' })], stated())).toEqual({ kind: 'unchanged' })
    expect(settleReceipt([running()], stated())).toEqual({ kind: 'restate', id: 'r1' })
  })

  it('with another amount ends the running one the day before and begins anew', () => {
    expect(settleReceipt([running()], stated({ amountFen: 120_000 }))).toEqual({
      kind: 'begin',
      fromDate: '2025-06-01',
      toDate: null,
      ends: { id: 'r1', toDate: '2025-05-31' },
    })
  })

  it('that is older and comes late changes nothing', () => {
    const late = stated({ statedOn: '2025-04-01', amountFen: 90_000 })
    expect(settleReceipt([running()], late)).toEqual({ kind: 'unchanged' })
    expect(settleReceipt([running({ to_date: '2025-05-31', stated_on: '2025-06-01' })], late)).toEqual({
      kind: 'unchanged',
    })
  })

  it('of a period that is over is kept once', () => {
    const over = stated({ fromDate: '2023-01-01', toDate: '2023-12-31' })
    expect(settleReceipt([running()], over)).toMatchObject({
      kind: 'begin',
      toDate: '2023-12-31',
      ends: null,
    })
    const kept = running({ from_date: '2023-01-01', to_date: '2023-12-31' })
    expect(settleReceipt([kept, running()], over)).toEqual({ kind: 'unchanged' })
  })
})
