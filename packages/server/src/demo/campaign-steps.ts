import { type Actor, addDays, legalDateAt, newIdAt } from '@lastmile/domain'
import { hashSeed, Rng, STREAMS, type SyntheticHousehold } from '@lastmile/population'
import type { HouseholdDeps } from '../modules/households/index.ts'
import type { StaffMember } from '../modules/identity/index.ts'
import { beginCampaign, listTargets } from '../modules/surveys/index.ts'
import { newestForm, recordVisit, registerDevice, type VisitDeps } from '../modules/visits/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { actorFor, type People } from './people.ts'
import { OWN_WORDS, VISIT_SUMMARIES } from './texts.ts'
import type { Step } from './timeline.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const FORM = 'home-visit'
const BEGUN_DAYS_AGO = 21
/** Days ago on which people went from door to door. */
const ROUNDS = [19, 17, 14, 12, 10, 7, 5, 3, 1]
/** Of so many turns each household has one; those beyond the rounds still wait. */
const TURNS = 13
const METRES_A_DEGREE = 111_195

interface CampaignWorld {
  readonly seed: number
  readonly now: Date
  readonly people: People
  readonly staff: readonly StaffMember[]
  readonly system: Actor
  readonly households: HouseholdDeps
  readonly visits: VisitDeps
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

/** A campaign of visits of the whole district, three weeks under way, and the visits made since, each from a phone. */
export function campaignSteps(households: readonly SyntheticHousehold[], world: CampaignWorld): Step[] {
  const { now, people, system, as } = world
  const byId = new Map(households.map((household) => [household.id, household]))
  const staff = new Map(world.staff.map((member) => [member.id, member]))
  const phones = new Map<string, string>()
  let campaign = ''
  return [
    {
      at: new Date(now.getTime() - BEGUN_DAYS_AGO * DAY),
      run: async () => {
        const begun = await as(actorFor(people.bureau()), (tx) =>
          beginCampaign(
            tx,
            { households: world.households },
            {
              title: '重点家庭入户走访',
              formId: FORM,
              dueOn: addDays(legalDateAt(now), 30),
              who: { under: system.orgPath, filter: 'in-case' },
            },
          ),
        )
        campaign = begun.id
      },
    },
    ...ROUNDS.map((daysAgo, round) => ({
      at: new Date(now.getTime() - daysAgo * DAY),
      run: async () => {
        const waiting = await as(system, (tx) =>
          listTargets(tx, { id: campaign, state: 'waiting', mine: false, limit: 5000, offset: 0 }),
        )
        for (const { householdId, assignee } of waiting.items) {
          const household = byId.get(householdId)
          const visitor = assignee ? staff.get(assignee.id) : undefined
          if (!household || !visitor || !['cadre', 'backbone'].includes(visitor.role)) continue
          const rng = Rng.for(hashSeed(world.seed), household.index, STREAMS.story, 95)
          if (rng.between(0, TURNS - 1) !== round) continue
          await as(actorFor(visitor), async (tx) => {
            const phone =
              phones.get(visitor.id) ??
              (await registerDevice(tx, world.visits, { name: `${visitor.name}的手机` })).deviceId
            phones.set(visitor.id, phone)
            await visit(tx, world, household, phone, rng)
          })
        }
      },
    })),
  ]
}

async function visit(
  tx: Tx,
  { visits }: CampaignWorld,
  household: SyntheticHousehold,
  phone: string,
  rng: Rng,
): Promise<void> {
  const version = (await newestForm(tx, FORM))?.version ?? 1
  const reached = rng.chance(0.88)
  // Now and then somebody fills the form in without having asked.
  const minutes = rng.chance(0.05) ? 0.3 : rng.between(9, 42)
  const summary = rng.pick(reached ? VISIT_SUMMARIES.met : VISIT_SUMMARIES.missed)
  const income = household.facts.monthly_income
  const told = reached && typeof income === 'number' ? toldIncome(income, rng) : null
  const near = () => (rng.normal() * 25) / METRES_A_DEGREE
  const { spot } = household
  const place =
    spot && rng.chance(0.7)
      ? { lat: spot.lat + near(), lng: spot.lng + near(), accuracy: rng.between(6, 30) }
      : null
  await recordVisit(
    tx,
    visits,
    {
      kind: 'visit',
      householdId: household.id,
      formId: FORM,
      formVersion: version,
      startedAt: new Date(tx.now.getTime() - minutes * MINUTE).toISOString(),
      endedAt: tx.now.toISOString(),
      reached,
      summary,
      ...(rng.chance(0.5) ? { nextOn: addDays(legalDateAt(tx.now), rng.between(20, 90)) } : {}),
      answers: {
        reached: reached ? 'yes' : 'nobody',
        ...(reached
          ? { seen: rng.chance(0.6) ? ['tidy'] : [rng.pick(['leak', 'cold', 'little_food'])] }
          : {}),
        ...(told ? { household__monthly_income: told.value } : {}),
        ...(reached && rng.chance(0.6) ? { own_words: rng.pick(OWN_WORDS) } : {}),
        summary,
      },
      facts: told
        ? [
            {
              entityKind: 'household',
              entityId: household.id,
              fact: 'monthly_income',
              value: told.value,
              seen: { value: told.seen },
            },
          ]
        : [],
      ...(place ? { place } : {}),
    },
    { id: newIdAt(tx.now), deviceId: phone, clockOff: 0 },
  )
}

/** In every third visit the income is asked after; mostly the phone showed what stands, sometimes it was out of date. */
function toldIncome(income: number, rng: Rng): { readonly value: number; readonly seen: number } | null {
  if (!rng.chance(0.33)) return null
  const value = Math.round((income * rng.between(70, 130)) / 1000) * 10
  return { value, seen: rng.chance(0.6) ? income : income + 100 }
}
