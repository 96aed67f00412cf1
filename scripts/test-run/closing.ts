import type { Outcome, Step } from './step.ts'

type Run = {
  readonly all: readonly Step[]
  readonly asked: readonly Step[]
  readonly outcomes: readonly Outcome[]
  /** Then a step that could not run counts as failed. */
  readonly isCi: boolean
}

/** The closing lines: what ran, what did not and why, and last the count alone on its line. */
export function closing({ all, asked, outcomes, isCi }: Run): { lines: string[]; exitCode: number } {
  const of = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state)
  const ran = outcomes.filter(({ state }) => state !== 'impossible')
  const stopped = asked.filter((step) => !outcomes.some((outcome) => outcome.step === step))
  const others = all.filter((step) => !asked.includes(step))
  const failed = of('failed').length + (isCi ? of('impossible').length : 0)
  const lines = [
    `Ran: ${ran.map(({ step, seconds }) => `${step.id} ${seconds.toFixed(1)} s`).join(', ') || 'nothing'}`,
    ...of('failed').map(({ step, what }) => `Failed: ${step.id}: ${what}`),
    ...of('impossible').map(
      ({ step, what }) => `Did not run: ${step.id}: ${what}${isCi ? ' (counts as failed in CI)' : ''}`,
    ),
    ...stopped.map((step) => `Did not run: ${step.id}: stopped at the first failure (--bail)`),
    ...(others.length > 0 ? [`Not asked for: ${others.map((step) => step.id).join(', ')}`] : []),
    `${of('passed').length} passed, ${failed} failed`,
  ]
  return { lines, exitCode: failed > 0 ? 1 : 0 }
}
