import { type Actor, addDays, isWithin } from '@lastmile/domain'
import {
  DEFAULT_AS_OF,
  generateHouseholds,
  hashSeed,
  type OrgUnitInput,
  Rng,
  STREAMS,
  type SyntheticHousehold,
} from '@lastmile/population'
import type { AssessmentDeps } from '../modules/assessment/index.ts'
import type { CaseworkDeps } from '../modules/casework/index.ts'
import type { DiscoveryDeps } from '../modules/discovery/index.ts'
import type { GuidanceDeps } from '../modules/guidance/index.ts'
import { grantHousehold, type HouseholdDeps, importHouseholds } from '../modules/households/index.ts'
import { staffOfDistrict } from '../modules/identity/index.ts'
import type { SignalDeps } from '../modules/signals/index.ts'
import type { VisitDeps } from '../modules/visits/index.ts'
import { type Clock, type Tx, withActor } from '../platform/db/index.ts'
import type { Database } from '../platform/postgres/index.ts'
import { decideAssessments } from './assessment-decisions.ts'
import { type BenefitRecordWorld, benefitRecordSteps } from './benefit-records.ts'
import { campaignSteps } from './campaign-steps.ts'
import { guidanceSteps } from './guidance-steps.ts'
import { pairingSteps } from './pairing-steps.ts'
import { actorFor, type People, peopleFrom } from './people.ts'
import { recordBatches } from './record-history.ts'
import { rosterImportSteps } from './roster-imports.ts'
import { signalSteps } from './signal-steps.ts'
import { categoryOf, chosenStories } from './story-choice.ts'
import { taskSteps } from './task-steps.ts'
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
  readonly visits: VisitDeps
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

class DemoSeeder {
  readonly #options: DemoOptions
  readonly #clock: MovableClock
  readonly #now: Date
  readonly #system: Actor
  readonly #streets: readonly OrgUnitInput[]

  constructor(options: DemoOptions) {
    this.#options = options
    this.#now = options.clock.now()
    this.#clock = movableClock(this.#now)
    this.#streets = options.org.filter((unit) => unit.kind === 'street')
    this.#system = { userId: '', role: 'system', orgPath: options.districtPath }
  }

  as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
    withActor(this.#options.db, actor, { clock: this.#clock, purpose: 'demo', requestId: null }, work)

  async run(): Promise<void> {
    const options = this.#options
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
    const world = { seed: DEMO_SEED, now: this.#now, people, as: this.as }
    const stories = chosenStories(households, {
      ...world,
      wanted: options.stories ?? 240,
      casework: options.casework,
    })
    const steps = [
      ...this.#recordSteps(households, start),
      ...this.#benefitSteps(households),
      ...pairingSteps(households, { ...world, households: options.households, system: this.#system }),
      ...stories.steps,
      ...taskSteps({ ...world, streets: this.#streets }),
      ...campaignSteps(households, {
        ...world,
        staff,
        system: this.#system,
        households: options.households,
        visits: options.visits,
      }),
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
    await this.#giveHouseholdsToResidents(households, stories.served)
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

  #importSteps(households: readonly SyntheticHousehold[], people: People): Step[] {
    const rng = Rng.for(hashSeed(DEMO_SEED), 0, STREAMS.story, 90)
    return rosterImportSteps(this.#options.discovery, {
      households,
      streets: this.#streets.map((unit) => unit.path),
      clock: this.#clock,
      now: this.#now,
      backbone: (street) => actorFor(people.backboneOf(`${street}0/`, rng)),
    })
  }

  async #giveHouseholdsToResidents(
    households: readonly SyntheticHousehold[],
    served: ReadonlySet<string>,
  ): Promise<void> {
    const near = this.#streets[0]?.path ?? this.#options.districtPath
    const candidates = households.filter(
      (household) => isWithin(household.orgPath, near) && categoryOf(household),
    )
    // A resident has something to see: a family that is being served comes first.
    candidates.sort((a, b) => Number(served.has(b.id)) - Number(served.has(a.id)))
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
