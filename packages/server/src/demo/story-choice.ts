import type { Actor, NeedCategory, RootCause } from '@lastmile/domain'
import { hashSeed, type LifeEvent, Rng, STREAMS, type SyntheticHousehold } from '@lastmile/population'
import type { CaseworkDeps } from '../modules/casework/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { People } from './people.ts'
import { daysUntil, STAGES, type Stage, storySteps } from './story.ts'
import { CATEGORY_OF_CAUSE } from './texts.ts'
import type { Step } from './timeline.ts'

const DAY = 86_400_000

/** Stages in which a family has an advisor and a plan. */
const SERVED: readonly Stage[] = ['planned', 'handed-over', 'worker', 'contacts', 'finished']

/** One of the household's needs, by turns: all kinds of work are to be seen, not the living of everybody. */
export function categoryOf(
  household: SyntheticHousehold,
): { category: NeedCategory; cause: RootCause } | null {
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

interface StoryChoice {
  readonly seed: number
  /** How many stories are told. */
  readonly wanted: number
  readonly now: Date
  readonly people: People
  readonly casework: CaseworkDeps
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

/** The stories of households that need something, and which of them have a plan under way. */
export function chosenStories(
  households: readonly SyntheticHousehold[],
  { seed, wanted, now, people, casework, as }: StoryChoice,
): { readonly steps: readonly Step[]; readonly served: ReadonlySet<string> } {
  const steps: Step[] = []
  const served = new Set<string>()
  let told = 0
  for (const household of households) {
    if (told >= wanted) break
    const need = categoryOf(household)
    const head = household.members[0]
    const rng = Rng.for(hashSeed(seed), household.index, STREAMS.story, 2)
    if (!need || !head || !rng.chance(0.4)) continue
    const stage = stageOf(told, rng)
    const before = stage === 'closed' ? rng.between(170, 1000) : daysUntil(stage) + rng.between(0, 5)
    steps.push(
      ...storySteps(
        { people, casework, as },
        {
          ...need,
          householdId: household.id,
          orgPath: household.orgPath,
          headName: head.name,
          address: household.address,
          evidence: evidenceOf(household),
          start: new Date(now.getTime() - before * DAY),
          stage,
        },
        rng,
      ),
    )
    told += 1
    if (SERVED.includes(stage)) served.add(household.id)
  }
  return { steps, served }
}
