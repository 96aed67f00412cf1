import { join } from 'node:path'
import { ROOT } from '../bootstrap/pinned-node.mjs'
import type { Step } from './step.ts'

/** Every step of the test command, cheapest first. */
export const STEPS: readonly Step[] = [
  {
    id: 'format',
    title: 'format and lint',
    command: ['biome', 'check', '--error-on-warnings', '--colors=off', '.'],
    show: 'on-failure',
    counts: (output) => found(output, /Checked (\d+) files/, (files) => `${files} files`),
    limitMinutes: 5,
  },
  {
    id: 'types',
    title: 'types',
    command: ['tsc', '-p', 'tsconfig.json', '--noEmit', '--listFiles', '--pretty', 'false'],
    show: 'on-failure',
    hide: isListedFile,
    counts: (output) => {
      const own = output
        .split('\n')
        .filter((line) => isListedFile(line) && line.startsWith(ROOT) && !line.includes('node_modules'))
      return own.length > 0 ? `${own.length} modules` : null
    },
    limitMinutes: 5,
  },
  {
    id: 'boundaries',
    title: 'module boundaries',
    command: ['node', 'scripts/guards/boundaries.ts'],
    show: 'on-failure',
    counts: (output) => found(output, /^(\d+ modules, \d+ imports)/m, (said) => said),
    limitMinutes: 5,
  },
  {
    id: 'unused',
    title: 'unused code',
    command: [
      'knip',
      '--no-progress',
      '--reporter',
      './scripts/guards/knip-count.ts',
      '--reporter',
      'symbols',
    ],
    show: 'on-failure',
    counts: (output) => found(output, /^(\d+) modules read/m, (modules) => `${modules} modules`),
    limitMinutes: 5,
  },
  {
    id: 'docs',
    title: 'mandate table, paths, links and commands in the docs',
    command: ['vitest', 'run', 'scripts/docs'],
    show: 'on-failure',
    counts: vitestCounts,
    limitMinutes: 5,
  },
  {
    id: 'policies',
    title: 'policies and their cases',
    command: ['lastmile', 'policies', 'check'],
    show: 'on-failure',
    counts: (output) => found(output, /(\d+ policies, \d+ cases)/, (said) => said),
    limitMinutes: 5,
  },
  {
    id: 'guards',
    title: 'planted violations, each refused',
    command: ['vitest', 'run', 'scripts/guards', 'scripts/bootstrap', 'scripts/test-run', 'bench/frame'],
    show: 'on-failure',
    counts: vitestCounts,
    limitMinutes: 10,
  },
  {
    id: 'unit',
    title: 'unit and database tests',
    command: ['vitest', 'run', 'packages'],
    show: 'live',
    counts: vitestCounts,
    limitMinutes: 40,
  },
  {
    id: 'console',
    title: 'console build',
    command: ['vite', 'build', 'packages/console'],
    show: 'on-failure',
    counts: (output) => found(output, /(\d+) modules transformed/, (modules) => `${modules} modules`),
    limitMinutes: 5,
  },
  {
    id: 'journeys',
    title: 'browser journeys',
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts'],
    needs: ['chromium', 'cjk-fonts'],
    show: 'live',
    counts: playwrightCounts,
    limitMinutes: 60,
  },
  {
    id: 'postgres-15',
    title: "migrations and row security on Debian's PostgreSQL 15",
    command: ['node', 'scripts/test-run/postgres-15.ts'],
    needs: ['postgresql-15'],
    show: 'live',
    counts: vitestCounts,
    limitMinutes: 15,
  },
]

/** The output without colours. */
export function plain(output: string): string {
  return output.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g'), '')
}

/** "31 files, 240 tests", and what was left out, if anything was. */
export function vitestCounts(output: string): string | null {
  const files = /Test Files\s.*?(\d+) passed/.exec(output)?.[1]
  const line = /^\s*Tests\s+(.*)$/m.exec(output)?.[1]
  const tests = line === undefined ? undefined : /(\d+) passed/.exec(line)?.[1]
  if (files === undefined || tests === undefined) return null
  const skipped = /(\d+) skipped/.exec(line ?? '')?.[1]
  return `${files} files, ${tests} tests${skipped === undefined ? '' : `, ${skipped} left out`}`
}

/** "12 journeys", and what was left out, if anything was. */
export function playwrightCounts(output: string): string | null {
  const passed = /^\s*(\d+) passed/m.exec(output)?.[1]
  if (passed === undefined) return null
  const skipped = /^\s*(\d+) skipped/m.exec(output)?.[1]
  const flaky = /^\s*(\d+) flaky/m.exec(output)?.[1]
  return [
    `${passed} journeys`,
    ...(skipped === undefined ? [] : [`${skipped} left out`]),
    ...(flaky === undefined ? [] : [`${flaky} only at the second try`]),
  ].join(', ')
}

function isListedFile(line: string): boolean {
  return line.startsWith('/') || /^[A-Za-z]:[\\/]/.test(line) ? !/\(\d+,\d+\)/.test(line) : false
}

function found(output: string, pattern: RegExp, say: (first: string) => string): string | null {
  const first = pattern.exec(output)?.[1]
  return first === undefined ? null : say(first)
}

/** Where the complete output of a step is kept. */
export function logOf(step: Step): string {
  return join(ROOT, '.cache', 'test', `${step.id}.log`)
}
