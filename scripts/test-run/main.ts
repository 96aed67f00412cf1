// Behind `npm test`: runs the steps, cheapest first, and says at the end what ran, what did not, and why.
import { parseArgs } from 'node:util'
import { closing } from './closing.ts'
import { bring } from './machine.ts'
import { runStep } from './run-step.ts'
import type { Need, Outcome, Step } from './step.ts'
import { STEPS } from './steps.ts'

const { values, positionals } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    bail: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowPositionals: true,
})

if (values.help || values.list) {
  console.log('npm test                all steps, cheapest first')
  console.log(
    'npm test -- STEP …      only these; --bail stops at the first failure; --long runs the long versions\n',
  )
  for (const step of STEPS) {
    console.log(`  ${step.id.padEnd(12)} ${step.title.padEnd(54)} npx ${step.command.join(' ')}`)
  }
} else {
  const unknown = positionals.filter((name) => !STEPS.some((step) => step.id === name))
  if (unknown.length > 0) {
    console.error(`There is no step ${unknown.join(', ')}. Steps: ${STEPS.map((step) => step.id).join(', ')}`)
    process.exitCode = 2
  } else {
    const chosen = STEPS.filter((step) => positionals.length === 0 || positionals.includes(step.id))
    process.exitCode = await run(chosen)
  }
}

async function run(steps: readonly Step[]): Promise<number> {
  const missing = bring([...new Set(steps.flatMap((step) => step.needs ?? []))])
  const isCi = process.env.CI === 'true' || process.env.CI === '1'
  const env = values.long ? { LASTMILE_LONG: '1' } : {}
  const outcomes: Outcome[] = []
  for (const step of steps) {
    if (values.bail && outcomes.some((outcome) => outcome.state === 'failed')) break
    console.log(`▶ ${step.title}: ${step.command.join(' ')}`)
    const outcome = impossible(step, missing) ?? (await runStep(step, env))
    outcomes.push(outcome)
    const sign = { passed: '✔', failed: '✘', impossible: '–' }[outcome.state]
    console.log(
      `${sign} ${step.id.padEnd(11)} ${outcome.what} · ${outcome.seconds.toFixed(1)} s · alone: npm test -- ${step.id}\n`,
    )
  }
  const { lines, exitCode } = closing({ all: STEPS, asked: steps, outcomes, isCi })
  for (const line of lines) console.log(line)
  return exitCode
}

function impossible(step: Step, missing: ReadonlyMap<Need, string>): Outcome | null {
  const reasons = (step.needs ?? []).flatMap((need) => missing.get(need) ?? [])
  return reasons.length === 0 ? null : { step, state: 'impossible', what: reasons.join('; '), seconds: 0 }
}
