import { expect, test } from 'vitest'
import { TEST_ORG } from '../../testing/org.ts'
import { hashSeed, Rng, STREAMS } from '../chance/rng.ts'
import { addressIn } from './address.ts'
import { drawCommittee, readCommittees } from './committees.ts'
import { orgUnitsFrom } from './org-file.ts'
import { spotIn } from './spot.ts'

test('households spread by the weights of the streets, and within a street more in town than in villages', () => {
  const committees = readCommittees(TEST_ORG)
  const counts = new Map<string, number>()
  const rng = Rng.for(hashSeed('place'), 0, STREAMS.place)
  const n = 30_000
  for (let i = 0; i < n; i += 1) {
    const { path } = drawCommittee(committees, i, false, rng)
    counts.set(path, (counts.get(path) ?? 0) + 1)
  }
  const under = (prefix: string): number =>
    [...counts].filter(([path]) => path.startsWith(prefix)).reduce((sum, [, each]) => sum + each, 0)
  expect(Math.abs(under('310199/310199001/') / n - 0.6)).toBeLessThan(0.02)
  expect(counts.get('310199/310199102/310199102001/') ?? 0).toBeGreaterThan(
    2 * (counts.get('310199/310199102/310199102201/') ?? 0),
  )
  expect(committees.all).toHaveLength(7)
})

test('weights of committees, where given, are kept', () => {
  const org = TEST_ORG.map((unit) =>
    unit.path.startsWith('310199/310199102/3') ? { ...unit, weight: unit.kind === 'village' ? 50 : 1 } : unit,
  )
  const committees = readCommittees(org)
  const rng = Rng.for(1, 0, STREAMS.place)
  let town = 0
  for (let i = 0; i < 5_000; i += 1)
    town += Number(drawCommittee(committees, i, false, rng).path === '310199/310199102/310199102001/')
  expect(town).toBeLessThan(100)
})

test('an address names its street and committee', () => {
  const [first, , , village] = readCommittees(TEST_ORG).all
  const rng = Rng.for(3, 0, STREAMS.place)
  expect(first && addressIn(first, rng)).toMatch(/^示例区河东街道东风路\d+弄\d+号\d+室$/)
  expect(village && addressIn(village, rng)).toMatch(/^示例区河东街道石桥村\d+组\d+号$/)
})

test('a place lies near its committee, where the list says where that is', () => {
  const centre = { lat: 31.15, lng: 121.11 }
  const [first] = readCommittees(TEST_ORG.map((unit) => ({ ...unit, centre }))).all
  const [unplaced] = readCommittees(TEST_ORG).all
  if (!first || !unplaced) return expect.unreachable()
  const rng = Rng.for(3, 0, STREAMS.spot)
  for (let at = 0; at < 500; at += 1) {
    const spot = spotIn(first, rng)
    expect(Math.abs((spot?.lat ?? 0) - centre.lat)).toBeLessThan(0.006)
    expect(Math.abs((spot?.lng ?? 0) - centre.lng)).toBeLessThan(0.007)
  }
  expect(spotIn(unplaced, rng)).toBeNull()
})

test('an org file becomes a flat list; what is missing is named', () => {
  const file = {
    district: { code: '310199', name: { zh: '示例区', en: 'Sample' } },
    units: [
      {
        code: '310199001',
        name: '河东街道',
        kind: 'street',
        weight: 60,
        committees: [
          {
            code: '310199001001',
            name: '东风社区居委会',
            kind: 'residents',
            centre: { lat: 31.1, lng: 121.2, synthetic: true },
          },
        ],
      },
    ],
  }
  expect(orgUnitsFrom(file)).toEqual([
    { path: '310199/', code: '310199', kind: 'district', name: '示例区' },
    { path: '310199/310199001/', code: '310199001', kind: 'street', name: '河东街道', weight: 60 },
    {
      path: '310199/310199001/310199001001/',
      code: '310199001001',
      kind: 'residents',
      name: '东风社区居委会',
      weight: null,
      centre: { lat: 31.1, lng: 121.2 },
    },
  ])
  expect(() => orgUnitsFrom({})).toThrow('district is missing')
  expect(() => orgUnitsFrom({ ...file, units: [{ code: '1', kind: 'street' }] })).toThrow(
    'units[0].committees',
  )
})
