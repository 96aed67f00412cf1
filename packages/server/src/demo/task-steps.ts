import { type Actor, addDays, legalDateAt } from '@lastmile/domain'
import { hashSeed, type OrgUnitInput, Rng, STREAMS } from '@lastmile/population'
import { giveTasks, judgeTask, replyTask } from '../modules/casework/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { actorFor, type People } from './people.ts'
import { TASKS } from './texts.ts'
import type { Step } from './timeline.ts'

const DAY = 86_400_000

interface TaskWorld {
  readonly seed: number
  readonly streets: readonly OrgUnitInput[]
  readonly now: Date
  readonly people: People
  as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T>
}

/** The bureau's tasks: some long answered, one waiting for the bureau, one for the streets. */
export function taskSteps({ seed, streets, now, people, as }: TaskWorld): Step[] {
  const bureau = actorFor(people.bureau())
  const steps: Step[] = []
  for (const [index, task] of TASKS.entries())
    for (const street of streets) {
      const rng = Rng.for(hashSeed(seed), index, STREAMS.story, 3 + streets.indexOf(street))
      const given = new Date(now.getTime() - (TASKS.length - index) * 25 * DAY)
      const backbone = actorFor(people.backboneOf(`${street.path}0/`, rng))
      const last = index === TASKS.length - 1
      let id = ''
      steps.push({
        at: given,
        run: async () => {
          const dueOn = addDays(legalDateAt(given), 30)
          const [view] = await as(bureau, (tx) =>
            giveTasks(tx, { orgPaths: [street.path], title: task.title, body: task.body, dueOn }),
          )
          id = view?.id ?? ''
        },
      })
      if (last && rng.chance(0.6)) continue
      steps.push({
        at: new Date(given.getTime() + rng.between(5, 20) * DAY),
        run: async () => {
          await as(backbone, (tx) => replyTask(tx, { id, version: 1, reply: task.reply }))
        },
      })
      if (last) continue
      steps.push({
        at: new Date(given.getTime() + 22 * DAY),
        run: async () => {
          await as(bureau, (tx) => judgeTask(tx, { id, version: 2, decision: 'accept' }))
        },
      })
    }
  return steps
}
