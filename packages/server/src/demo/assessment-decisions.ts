import type { Actor } from '@lastmile/domain'
import { hashSeed, Rng, STREAMS } from '@lastmile/population'
import {
  type AssessmentDeps,
  administer,
  confirmMany,
  confirmTier,
  enterGroup,
  listAssessments,
  listGroup,
} from '../modules/assessment/index.ts'
import { familyOf } from '../modules/households/index.ts'
import type { StaffMember } from '../modules/identity/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { actorFor } from './people.ts'

/** Reasons that cadres give for another tier than the proposed one. */
const REASONS = [
  '子女常回来照顾，生活费也有人给',
  '刚做完手术，这几个月要盯紧一些',
  '邻居反映情况比登记的难，先按重的看',
  '正在办退休手续，下个月收入会好',
]

export interface DecisionWorld {
  readonly assessment: AssessmentDeps
  readonly staff: readonly StaffMember[]
  readonly seed: number
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

/**
 * What people made of the first proposals: most cadres have begun to confirm, backbones have the second word on the grave ones, some decided
 * otherwise with a reason, and the groups of families are filled. A few scales were taken, and one alert is open.
 */
export async function decideAssessments(world: DecisionWorld): Promise<void> {
  const { assessment, as } = world
  // The first one has not begun: there is something to confirm in every demo.
  const cadres = world.staff
    .filter((member) => member.role === 'cadre')
    .sort((a, b) => (a.orgPath < b.orgPath ? -1 : 1))
  for (const [place, cadre] of cadres.entries()) {
    const rng = Rng.for(hashSeed(world.seed), place, STREAMS.story, 120)
    if (place === 0 || rng.chance(0.15)) continue
    await as(actorFor(cadre), async (tx) => {
      const query = { box: 'to_confirm', poor: false, undecided: false, limit: 200, offset: 0 } as const
      const { items } = await listAssessments(tx, assessment, query)
      const mild = items.filter((item) => item.proposed >= 3 && rng.chance(0.6))
      if (mild.length > 0)
        await confirmMany(tx, assessment, {
          households: mild.map((item) => ({ id: item.householdId, version: item.version })),
        })
      for (const item of items.filter((one) => one.proposed <= 2 && rng.chance(0.75))) {
        const other = rng.chance(0.12)
        await confirmTier(tx, assessment, {
          id: item.householdId,
          version: item.version,
          tier: other ? item.proposed + (item.proposed === 1 || rng.chance(0.5) ? 1 : -1) : item.proposed,
          ...(other ? { reason: rng.pick(REASONS) } : {}),
        })
      }
    })
  }
  const backbones = world.staff.filter((member) => member.role === 'backbone')
  const streets = new Map(backbones.map((member) => [member.orgPath, member]))
  for (const [place, backbone] of [...streets.values()].entries()) {
    const rng = Rng.for(hashSeed(world.seed), place, STREAMS.story, 121)
    await as(actorFor(backbone), async (tx) => {
      const query = { box: 'to_confirm', poor: false, undecided: false, limit: 200, offset: 0 } as const
      for (const item of (await listAssessments(tx, assessment, query)).items)
        if (item.tier !== null && rng.chance(0.8))
          await confirmTier(tx, assessment, { id: item.householdId, version: item.version, tier: item.tier })
      for (const group of ['key_service', 'key_attention']) {
        const page = { group, box: 'candidates', limit: 200, offset: 0 } as const
        const entering = (await listGroup(tx, assessment, page)).items.filter(() => rng.chance(0.7))
        if (entering.length > 0)
          await enterGroup(tx, assessment, {
            group,
            householdIds: entering.map((line) => line.householdId),
          })
      }
    })
  }
  await takeScales(world, cadres)
}

/** Paper forms that cadres keyed in: self-care of the old, food, and one that is alarming. */
async function takeScales(
  { assessment, as, seed }: DecisionWorld,
  cadres: readonly StaffMember[],
): Promise<void> {
  let alarmed = false
  for (const [place, cadre] of cadres.entries()) {
    const rng = Rng.for(hashSeed(seed), place, STREAMS.story, 122)
    await as(actorFor(cadre), async (tx) => {
      const query = { box: 'all', poor: true, undecided: false, limit: 3, offset: 0 } as const
      for (const item of (await listAssessments(tx, assessment, query)).items) {
        const base = { id: item.householdId, mode: 'paper', respondent: 'self' } as const
        const yes = rng.between(0, 5)
        await administer(tx, assessment, {
          ...base,
          instrument: 'fies',
          answers: Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`f${n}`, n <= yes ? 1 : 0])),
        })
        const adult = (await familyOf(tx, item.householdId)).find((member) => member.age >= 18)
        if (!adult || alarmed || place === 0) continue
        alarmed = true
        await administer(tx, assessment, {
          ...base,
          instrument: 'phq-9',
          personId: adult.id,
          answers: { p1: 2, p2: 2, p3: 2, p4: 1, p5: 1, p6: 2, p7: 1, p8: 0, p9: 1 },
        })
      }
    })
  }
}
