import { expect, it } from 'vitest'
import { splitVersion } from './split-version.ts'

const FILE = `id: x
versions:
  - from: '2019-05-01'
    to: null
    conditions:
      - when: household.is_shanghai_hukou
benefit:
  zh: 钱
`

it('lets a copy of the last version begin on a day, and ends the other the day before', () => {
  expect(splitVersion(FILE, '2027-01-01')).toBe(`id: x
versions:
  - from: '2019-05-01'
    to: '2026-12-31'
    conditions:
      - when: household.is_shanghai_hukou
  - from: '2027-01-01'
    to: null
    conditions:
      - when: household.is_shanghai_hukou
benefit:
  zh: 钱
`)
})

it('leaves a version alone that begins later, is closed, or is not there', () => {
  expect(splitVersion(FILE, '2019-05-01')).toBeNull()
  expect(splitVersion(FILE.replace('to: null', "to: '2020-01-01'"), '2027-01-01')).toBeNull()
  expect(splitVersion('id: x\n', '2027-01-01')).toBeNull()
})
