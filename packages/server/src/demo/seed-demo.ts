import {
  type Actor,
  addDays,
  isWithin,
  legalDateAt,
  type NeedCategory,
  type RootCause,
} from '@lastmile/domain'
import {
  DEFAULT_AS_OF,
  generateHouseholds,
  hashSeed,
  type LifeEvent,
  type OrgUnitInput,
  Rng,
  STREAMS,
  type SyntheticHousehold,
} from '@lastmile/population'
import type { AssessmentDeps } from '../modules/assessment/index.ts'
import {
  type CaseworkDeps,
  giveTasks,
  judgeTask,
  recordContact,
  replyTask,
} from '../modules/casework/index.ts'
import type { DiscoveryDeps } from '../modules/discovery/index.ts'
import type { GuidanceDeps } from '../modules/guidance/index.ts'
import {
  grantHousehold,
  type HouseholdDeps,
  importHouseholds,
  readHousehold,
  setAdvisor,
} from '../modules/households/index.ts'
import { staffOfDistrict } from '../modules/identity/index.ts'
import type { SignalDeps } from '../modules/signals/index.ts'
import { beginCampaign } from '../modules/surveys/index.ts'
import { type Clock, type Tx, withActor } from '../platform/db/index.ts'
import type { Database } from '../platform/postgres/index.ts'
import { decideAssessments } from './assessment-decisions.ts'
import { type BenefitRecordWorld, benefitRecordSteps } from './benefit-records.ts'
import { guidanceSteps } from './guidance-steps.ts'
import { actorFor, type People, peopleFrom } from './people.ts'
import { recordBatches } from './record-history.ts'
import { rosterImportSteps } from './roster-imports.ts'
import { signalSteps } from './signal-steps.ts'
import { daysUntil, STAGES, type Stage, type StoryWorld, storySteps } from './story.ts'
import { CATEGORY_OF_CAUSE, TASKS } from './texts.ts'
import { type MovableClock, movableClock, runTimeline, type Step } from './timeline.ts'

/** The seed of the demo; the sample files in samples/ are made from the same. */
export const DEMO_SEED = 20260701

export interface DemoOptions {
  readonly db: Database
  readonly households: HouseholdDeps
  readonly casework: CaseworkDeps
  readonly discovery: DiscoveryDeps
  readonly guidance: GuidanceDeps
  readonly assessment: AssessmentDeps
  readonly signals: SignalDeps
  readonly org: readonly OrgUnitInput[]
  /** The district's path, the scope of the system. */
  readonly districtPath: string
  /** Accounts of residents to whom a household is given. */
  readonly residents: readonly string[]
  /** When the demo is made: its present. */
  readonly clock: Clock
  readonly count?: number
  readonly stories?: number
  /** What households are entitled to and do not receive (policies knows it). */
  unreceived: BenefitRecordWorld['unreceived']
  /** Screens the whole population (policies does it), at the end. */
  screen(onProgress: (done: number, total: number) => void): Promise<void>
  onProgress(step: { readonly zh: string; readonly en: string }, done: number, total: number): void
}

const DAY = 86_400_000
/** Stages in which a family has an advisor and a plan. */
const SERVED: readonly Stage[] = ['planned', 'handed-over', 'worker', 'contacts', 'finished']

/** One of the household's needs, by turns: all kinds of work are to be seen, not the living of everybody. */
function categoryOf(household: SyntheticHousehold): { category: NeedCategory; cause: RootCause } | null {
  const needs = household.truth.flatMap((truth) => (truth.kind === 'need' ? [truth.detail] : []))
  const need = needs[household.index % needs.length]
  if (need) return need
  const event = household.history.find(
    (entry): entry is LifeEvent => entry.kind === 'event' && entry.visitWorthy,
  )
  return event ? { category: CATEGORY_OF_CAUSE[event.cause], cause: event.cause } : null
}

function evidenceOf(household: SyntheticHousehold): string {
  const event = household.history.findLast((entry): entry is LifeEvent => entry.kind === 'event')
  return event?.note ?? '走访时了解到家里开支紧张'
}

/** Stories that are over, and stories that have come as far as each stage today. */
function stageOf(index: number, rng: Rng): Stage {
  if (index % 3 !== 0) return 'closed'
  return rng.pick(STAGES.filter((stage) => stage !== 'closed'))
}

class DemoSeeder {
  readonly #options: DemoOptions
  readonly #clock: MovableClock
  readonly #now: Date
  readonly #system: Actor
  /** Households with a plan under way. */
  readonly #served = new Set<string>()

  constructor(options: DemoOptions) {
    this.#options = options
    this.#now = options.clock.now()
    this.#clock = movableClock(this.#now)
    this.#system = { userId: '', role: 'system', orgPath: options.districtPath }
  }

  as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withActor(this.#options.db, actor, { clock: this.#clock, purpose: 'demo', requestId: null }, work)

  async run(): Promise<void> {
    const { options } = { options: this.#options }
    const staff = await this.as(this.#system, staffOfDistrict)
    const people = peopleFrom(staff)
    options.onProgress({ zh: '生成家庭', en: 'Generating households' }, 0, 1)
    const households = [
      ...generateHouseholds({
        seed: DEMO_SEED,
        count: options.count ?? 5000,
        org: options.org,
        focus: 'difficulty',
      }),
    ]
    const start = addDays(DEFAULT_AS_OF, -3 * 365)
    const steps = [
      ...this.#recordSteps(households, start),
      ...this.#benefitSteps(households),
      ...this.#pairingSteps(households, people),
      ...this.#storySteps(households, people),
      ...this.#taskSteps(people),
      this.#campaignStep(people),
      ...guidanceSteps({
        guidance: this.#options.guidance,
        bureau: people.bureau(),
        advisors: staff
          .filter((member) => ['backbone', 'cadre', 'social_worker', 'org_manager'].includes(member.role))
          .slice(0, 60),
        now: this.#now,
        as: this.as,
      }),
      ...signalSteps(households, {
        signals: this.#options.signals,
        seed: DEMO_SEED,
        staff,
        districtPath: this.#options.districtPath,
        now: this.#now,
        as: this.as,
      }),
      ...this.#importSteps(households, people),
    ].filter((step) => step.at.getTime() <= this.#now.getTime())
    await runTimeline(steps, this.#clock, (done, total) =>
      options.onProgress({ zh: '写入三年记录', en: 'Writing three years of records' }, done, total),
    )
    this.#clock.moveTo(this.#now)
    await this.#giveHouseholdsToResidents(households)
    await options.screen((done, total) =>
      options.onProgress({ zh: '政策匹配', en: 'Screening' }, done, total),
    )
    options.onProgress({ zh: '确认分级', en: 'Confirming tiers' }, 0, 1)
    await decideAssessments({ assessment: options.assessment, staff, seed: DEMO_SEED, as: this.as })
  }

  #recordSteps(households: readonly SyntheticHousehold[], start: string): Step[] {
    return recordBatches(households, start).map(({ at, batch, households: part }) => ({
      at,
      run: () =>
        this.as(this.#system, async (tx) => {
          await importHouseholds(tx, this.#options.households, { ...batch, households: part })
        }),
    }))
  }

  #benefitSteps(households: readonly SyntheticHousehold[]): Step[] {
    const { households: deps, unreceived } = this.#options
    return benefitRecordSteps(households, {
      seed: DEMO_SEED,
      households: deps,
      now: this.#now,
      unreceived,
      as: (work) => this.as(this.#system, work),
    })
  }

  /** Key families are paired with the cadre of their place, who keeps in touch. Pairings of one week are one step. */
  #pairingSteps(households: readonly SyntheticHousehold[], people: People): Step[] {
    const steps: Step[] = []
    const weeks = new Map<number, { household: SyntheticHousehold; advisorId: string }[]>()
    for (const household of households) {
      const rng = Rng.for(hashSeed(DEMO_SEED), household.index, STREAMS.story, 1)
      if (household.benefits.length === 0 || !rng.chance(0.5)) continue
      const week = rng.between(30, 130)
      const paired = weeks.get(week) ?? []
      weeks.set(week, paired)
      paired.push({ household, advisorId: people.cadreOf(household.orgPath).id })
      if (!rng.chance(0.5)) continue
      const visited = new Date(this.#now.getTime() - rng.between(1, 150) * DAY)
      steps.push({ at: visited, run: () => this.#keepInTouch(household, people, rng) })
    }
    for (const [week, pairings] of weeks)
      steps.push({ at: new Date(this.#now.getTime() - week * 7 * DAY), run: () => this.#pair(pairings) })
    return steps
  }

  #pair(
    pairings: readonly { readonly household: SyntheticHousehold; readonly advisorId: string }[],
  ): Promise<void> {
    return this.as(this.#system, async (tx) => {
      for (const { household, advisorId } of pairings) {
        await setAdvisor(tx, household.id, advisorId)
        tx.ledger({
          action: 'household.pair',
          objectKind: 'household',
          objectId: household.id,
          householdId: household.id,
          orgPath: household.orgPath,
          data: { advisorId },
        })
      }
    })
  }

  #keepInTouch(household: SyntheticHousehold, people: People, rng: Rng): Promise<void> {
    const cadre = actorFor(people.cadreOf(household.orgPath))
    return this.as(cadre, async (tx) => {
      if (rng.chance(0.3)) await readHousehold(tx, this.#options.households, household.id)
      await recordContact(tx, {
        householdId: household.id,
        at: tx.now.toISOString(),
        channel: rng.chance(0.6) ? 'visit' : 'phone',
        minutes: rng.between(10, 45),
        summary: rng.pick([
          '上门看望，家里一切照旧，提醒年度复核',
          '电话问候，身体还好，药按时吃',
          '路过看了看，孩子在家做作业',
          '节前慰问，带了米和油',
        ]),
        reached: rng.chance(0.92),
      })
    })
  }

  #storySteps(households: readonly SyntheticHousehold[], people: People): Step[] {
    const world: StoryWorld = { people, casework: this.#options.casework, as: this.as }
    const steps: Step[] = []
    const wanted = this.#options.stories ?? 240
    let told = 0
    for (const household of households) {
      if (told >= wanted) break
      const need = categoryOf(household)
      const head = household.members[0]
      const rng = Rng.for(hashSeed(DEMO_SEED), household.index, STREAMS.story, 2)
      if (!need || !head || !rng.chance(0.4)) continue
      const stage = stageOf(told, rng)
      const before = stage === 'closed' ? rng.between(170, 1000) : daysUntil(stage) + rng.between(0, 5)
      steps.push(
        ...storySteps(
          world,
          {
            ...need,
            householdId: household.id,
            orgPath: household.orgPath,
            headName: head.name,
            address: household.address,
            evidence: evidenceOf(household),
            start: new Date(this.#now.getTime() - before * DAY),
            stage,
          },
          rng,
        ),
      )
      told += 1
      if (SERVED.includes(stage)) this.#served.add(household.id)
    }
    return steps
  }

  /** The bureau's tasks: some long answered, one waiting for the bureau, one for the streets. */
  #taskSteps(people: People): Step[] {
    const bureau = actorFor(people.bureau())
    const streets = this.#options.org.filter((unit) => unit.kind === 'street')
    const steps: Step[] = []
    for (const [index, task] of TASKS.entries())
      for (const street of streets) {
        const rng = Rng.for(hashSeed(DEMO_SEED), index, STREAMS.story, 3 + streets.indexOf(street))
        const given = new Date(this.#now.getTime() - (TASKS.length - index) * 25 * DAY)
        const backbone = actorFor(people.backboneOf(`${street.path}0/`, rng))
        const last = index === TASKS.length - 1
        let id = ''
        steps.push({
          at: given,
          run: async () => {
            const dueOn = addDays(legalDateAt(given), 30)
            const [view] = await this.as(bureau, (tx) =>
              giveTasks(tx, { orgPaths: [street.path], title: task.title, body: task.body, dueOn }),
            )
            id = view?.id ?? ''
          },
        })
        if (last && rng.chance(0.6)) continue
        steps.push({
          at: new Date(given.getTime() + rng.between(5, 20) * DAY),
          run: async () => {
            await this.as(backbone, (tx) => replyTask(tx, { id, version: 1, reply: task.reply }))
          },
        })
        if (last) continue
        steps.push({
          at: new Date(given.getTime() + 22 * DAY),
          run: async () => {
            await this.as(bureau, (tx) => judgeTask(tx, { id, version: 2, decision: 'accept' }))
          },
        })
      }
    return steps
  }

  /** A campaign of visits of the whole district, three weeks under way. */
  #campaignStep(people: People): Step {
    const bureau = actorFor(people.bureau())
    const { districtPath } = this.#options
    return {
      at: new Date(this.#now.getTime() - 21 * DAY),
      run: async () => {
        await this.as(bureau, (tx) =>
          beginCampaign(tx, {
            title: '重点家庭入户走访',
            formId: 'home-visit',
            dueOn: addDays(legalDateAt(this.#now), 30),
            who: { under: districtPath, filter: 'in-case' },
          }),
        )
      },
    }
  }

  #importSteps(households: readonly SyntheticHousehold[], people: People): Step[] {
    const rng = Rng.for(hashSeed(DEMO_SEED), 0, STREAMS.story, 90)
    return rosterImportSteps(this.#options.discovery, {
      households,
      streets: this.#options.org.filter((unit) => unit.kind === 'street').map((unit) => unit.path),
      clock: this.#clock,
      now: this.#now,
      backbone: (street) => actorFor(people.backboneOf(`${street}0/`, rng)),
    })
  }

  async #giveHouseholdsToResidents(households: readonly SyntheticHousehold[]): Promise<void> {
    const near = this.#options.org.find((unit) => unit.kind === 'street')?.path ?? this.#options.districtPath
    const candidates = households.filter(
      (household) => isWithin(household.orgPath, near) && categoryOf(household),
    )
    // A resident has something to see: a family that is being served comes first.
    candidates.sort((a, b) => Number(this.#served.has(b.id)) - Number(this.#served.has(a.id)))
    await this.as(this.#system, async (tx) => {
      for (const [index, accountId] of this.#options.residents.entries()) {
        const household = candidates[index]
        if (!household) continue
        await grantHousehold(tx, {
          householdId: household.id,
          orgPath: household.orgPath,
          to: { accountId },
          reason: 'own_household',
          refId: null,
        })
      }
    })
  }
}

/**
 * Fills a demo: about 5,000 invented households in and near difficulty with three years of records and casework, made
 * through the services that people use, with a clock and actors handed in, so that the ledger holds for the past too.
 */
export async function seedDemo(options: DemoOptions): Promise<void> {
  await new DemoSeeder(options).run()
}
