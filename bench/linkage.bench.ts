import { join } from 'node:path'
import { namePinyin } from '@lastmile/domain'
import {
  BLOCKS,
  blockKeys,
  compareRecords,
  estimateModel,
  type LinkModel,
  type LinkRecord,
  PatternCounts,
  scorePair,
} from '@lastmile/domain/linkage'
import { generateHouseholds } from '@lastmile/population'
import { readOrgFile } from '@lastmile/population/node'
import type { Bench } from './frame/bench.ts'

const PERSONS = Number(process.env.LASTMILE_BENCH_PERSONS ?? 1_000_000)
const LARGEST_BLOCK = 400
const THRESHOLDS = { automatic: 0.995, review: 0.004 }
/** The aims: of automatic links, and of what is linked or asked. */
const AIM = { precision: 0.995, recall: 0.98 }

const sounds = new Map<string, string>()
function soundOf(name: string): string {
  const known = sounds.get(name)
  if (known !== undefined) return known
  const sound = namePinyin(name)
  if (sounds.size < 400_000) sounds.set(name, sound)
  return sound
}

const pairKey = (a: number, b: number): number => Math.min(a, b) * 4_000_000 + Math.max(a, b)

interface Population {
  readonly records: LinkRecord[]
  /** Pairs of places that are one person. */
  readonly truth: Set<number>
}

function populate(persons: number, say: (text: string) => void): Population {
  const org = readOrgFile(join(import.meta.dirname, '../districts/qingpu/org.yaml'))
  const records: LinkRecord[] = []
  const places = new Map<string, number>()
  const planted: [string, string][] = []
  for (const household of generateHouseholds({ seed: 20260701, count: Number.MAX_SAFE_INTEGER, org })) {
    if (records.length >= persons) break
    for (const member of household.members) {
      places.set(member.id, records.length)
      records.push({
        id: member.id,
        name: member.name,
        pinyin: soundOf(member.name),
        birthDate: member.birthDate,
        sex: member.sex,
        number: member.idNumber,
        sequence: member.idNumber?.slice(14, 17) ?? null,
        phone: member.phone,
        place: household.orgPath,
        address: household.address,
      })
    }
    for (const truth of household.truth)
      if (truth.kind === 'duplicate') planted.push([truth.member, truth.detail.ofMember])
  }
  say(`${records.length} persons, ${planted.length} of them planted twice`)
  // A person recorded three times is one person in all three pairs.
  const group = new Map<number, number[]>()
  for (const [one, other] of planted) {
    const [a, b] = [places.get(one), places.get(other)]
    if (a === undefined || b === undefined) continue
    const all = [...new Set([...(group.get(b) ?? [b]), a])]
    for (const place of all) group.set(place, all)
  }
  const truth = new Set<number>()
  for (const all of group.values())
    for (const a of all) for (const b of all) if (a < b) truth.add(pairKey(a, b))
  return { records, truth }
}

/** Every candidate pair once. */
function* candidates(records: readonly LinkRecord[]): Generator<[number, number]> {
  const seen = new Set<number>()
  for (const way of BLOCKS) {
    const blocks = new Map<string, number[]>()
    records.forEach((record, place) => {
      const key = blockKeys(record).find((one) => one.startsWith(`${way} `))
      if (key === undefined) return
      const block = blocks.get(key)
      if (block) block.push(place)
      else blocks.set(key, [place])
    })
    for (const block of blocks.values()) {
      if (block.length < 2 || block.length > LARGEST_BLOCK) continue
      for (let i = 0; i < block.length; i += 1)
        for (let j = i + 1; j < block.length; j += 1) {
          const [a = 0, b = 0] = [block[i], block[j]]
          const key = pairKey(a, b)
          if (seen.has(key)) continue
          if (seen.size < 12_000_000) seen.add(key)
          yield [a, b]
        }
    }
  }
}

interface Found {
  automatic: { right: number; wrong: number }
  review: { right: number; wrong: number }
}

function judge(
  population: Population,
  model: LinkModel,
  shares: ReadonlyMap<string, number>,
): Found & { hit: Set<number> } {
  const { records, truth } = population
  const found = { automatic: { right: 0, wrong: 0 }, review: { right: 0, wrong: 0 } }
  const hit = new Set<number>()
  const done = new Set<number>()
  for (const [a, b] of candidates(records)) {
    const [one, other] = [records[a], records[b]]
    if (!one || !other) continue
    const { decision } = scorePair(
      model,
      compareRecords(one, other),
      (shares.get(one.name) ?? 1) / records.length,
    )
    const key = pairKey(a, b)
    if (decision === 'none' || done.has(key)) continue
    done.add(key)
    const right = truth.has(key)
    found[decision][right ? 'right' : 'wrong'] += 1
    if (right) hit.add(key)
  }
  return { ...found, hit }
}

const bench: Bench = {
  title: `Record linkage over ${PERSONS.toLocaleString('en')} persons against the duplicates that were planted`,
  async run(say) {
    const population = populate(PERSONS, say)
    const { records, truth } = population
    const shares = new Map<string, number>()
    for (const { name } of records) shares.set(name, (shares.get(name) ?? 0) + 1)
    const patterns = new PatternCounts()
    let pairs = 0
    const started = performance.now()
    for (const [a, b] of candidates(records)) {
      const [one, other] = [records[a], records[b]]
      if (!one || !other) continue
      patterns.add(compareRecords(one, other))
      pairs += 1
    }
    say(`${pairs} candidate pairs, ${patterns.all().length} patterns`)
    const model = estimateModel(patterns.all(), THRESHOLDS)
    say(JSON.stringify(model))
    const { automatic, review, hit } = judge(population, model, shares)
    const seconds = (performance.now() - started) / 1000
    say(JSON.stringify({ automatic, review, truth: truth.size, found: hit.size }))
    const precision = automatic.right / (automatic.right + automatic.wrong)
    return [
      { what: 'precision of automatic links', value: precision, unit: '', limit: { atLeast: AIM.precision } },
      { what: 'recall, automatic alone', value: automatic.right / truth.size, unit: '' },
      { what: 'recall with review', value: hit.size / truth.size, unit: '', limit: { atLeast: AIM.recall } },
      {
        what: 'share of reviews that are one person',
        value: review.right / Math.max(1, review.right + review.wrong),
        unit: '',
      },
      {
        what: 'pairs to review a thousand persons',
        value: ((review.right + review.wrong) * 1000) / records.length,
        unit: '',
      },
      { what: 'estimate and score', value: seconds, unit: 's' },
    ]
  },
}

export default bench
