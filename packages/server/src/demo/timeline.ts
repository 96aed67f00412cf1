import type { Clock } from '../platform/db/index.ts'

/** One thing that happened in the past of the demo. */
export interface Step {
  readonly at: Date
  run(): Promise<void>
}

/** A clock that the timeline sets: the services write the history with it. */
export interface MovableClock extends Clock {
  moveTo(instant: Date): void
}

export function movableClock(start: Date): MovableClock {
  let at = start
  return {
    now: () => at,
    moveTo: (instant) => {
      at = instant
    },
  }
}

/** Runs steps in the order of their time (equal times in the order given), telling how far it is. */
export async function runTimeline(
  steps: readonly Step[],
  clock: MovableClock,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const ordered = steps
    .map((step, index) => ({ step, index }))
    .sort((a, b) => a.step.at.getTime() - b.step.at.getTime() || a.index - b.index)
  for (const [done, { step }] of ordered.entries()) {
    clock.moveTo(step.at)
    await step.run()
    if (done % 100 === 99) onProgress(done + 1, ordered.length)
  }
  onProgress(ordered.length, ordered.length)
}
