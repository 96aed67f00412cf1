import { expect, it } from 'vitest'
import { eventsOf, figuresBetween } from './history.ts'

const figure = (value: number, from: string | null, to: string | null) => ({
  name: 'standard',
  label: { zh: '标准', en: 'Standard' },
  value,
  unit: '元',
  from,
  to,
  verified: 'verified' as const,
  source: 's',
  path: 'p',
  note: null,
})
const figures = [figure(1, '2024-07-01', '2025-06-30'), figure(2, '2025-07-01', '2026-06-30')]

it('lays out what is dated, the latest first, and says an end only where nothing follows', () => {
  const versions = [
    { from: '2020-01-01', to: '2024-12-31', conditions: [], amount: null, tables: [] },
    { from: '2025-01-01', to: null, conditions: [], amount: null, tables: [] },
  ]
  const events = eventsOf({ versions, parameters: figures, names: [] })
  expect(events.map(({ day, kind }) => `${day} ${kind}`)).toEqual([
    '2026-06-30 valueEnds',
    '2025-07-01 value',
    '2025-01-01 began',
    '2024-07-01 value',
    '2020-01-01 began',
  ])
})

it('compares two days: only what differs, and nothing where there is none', () => {
  expect(figuresBetween(figures, '2024-08-01', '2025-06-30')).toEqual([])
  expect(figuresBetween(figures, '2025-06-30', '2025-07-01')).toMatchObject([
    { a: { value: 1 }, b: { value: 2 } },
  ])
  expect(figuresBetween(figures, '2026-06-30', '2026-07-01')).toMatchObject([{ a: { value: 2 }, b: null }])
})
