/** The clauses of 青民〔2021〕30号, as docs/mandate.md divides it. */
export const CLAUSES = [
  ...['G1', 'G2', 'G3', 'G4'],
  ...['T1', 'T2', 'T3', 'T4'],
  'O1',
  ...['S1', 'S2', 'S3', 'S4', 'S5'],
  ...['M1', 'M2', 'M3'],
  ...['D1', 'D2', 'D3', 'D4'],
  ...['P1', 'P2', 'P3'],
  ...['C1', 'C2', 'C3'],
] as const

/** Who may be named after `planned:`: server modules, packages, and the two apps that come later. */
const PLANNED_BY: ReadonlySet<string> = new Set([
  ...['identity', 'households', 'discovery', 'assessment', 'policies', 'needs', 'resources', 'casework'],
  ...['conversations', 'team', 'training', 'programme', 'insight'],
  ...['rules', 'measure', 'match', 'advisor', 'field', 'resident'],
])

/** What the product has, read from the product itself. */
export type Known = {
  /** `GET /households/{id}`, from the contract. */
  readonly routes: ReadonlySet<string>
  /** `screen`, from `lastmile help`. */
  readonly commands: ReadonlySet<string>
  /** `/households/$id`, from the console's router. */
  readonly screens: ReadonlySet<string>
  readonly isFile: (path: string) => boolean
}

/** One row: the clause, and in backticks what makes it true. */
type Row = {
  readonly clause: string
  readonly screens: readonly string[]
  readonly routes: readonly string[]
  readonly commands: readonly string[]
  readonly tests: readonly string[]
  readonly state: string
}

const COLUMNS = ['clause', 'what the software makes true', 'screen', 'route', 'command', 'test', 'state']
const PLANNED = /^(?:works in part; )?planned: ([a-z-]+(?:, [a-z-]+)*)$/

/**
 * Reads the table of docs/mandate.md and says everything that is wrong with it, a sentence each.
 *
 * A clause that `works` (or works in part) names at least a screen, a route and a test, and everything that it
 * names exists. A clause that is only planned names nothing but who will make it true.
 */
export function mandateProblems(markdown: string, known: Known): string[] {
  const { rows, problems } = readTable(markdown)
  for (const clause of CLAUSES) {
    const count = rows.filter((row) => row.clause === clause).length
    if (count !== 1) problems.push(`${clause}: stands in the table ${count} times`)
  }
  for (const row of rows) {
    const say = (problem: string) => problems.push(`${row.clause}: ${problem}`)
    if (!CLAUSES.some((clause) => clause === row.clause)) say('there is no such clause')
    for (const name of row.screens) if (!known.screens.has(name)) say(`the console has no screen ${name}`)
    for (const name of row.routes) if (!known.routes.has(name)) say(`the contract has no operation ${name}`)
    for (const name of row.commands) {
      const command = /^lastmile ([a-z-]+)/.exec(name)?.[1]
      if (command === undefined || !known.commands.has(command)) say(`there is no command ${name}`)
    }
    for (const path of row.tests) if (!known.isFile(path)) say(`there is no test ${path}`)
    const evidence = [row.screens, row.routes, row.tests]
    const planned = PLANNED.exec(row.state)?.[1]
    if (planned === undefined && row.state !== 'works') {
      say(
        `the state "${row.state}" is neither works, nor planned: <module>, nor works in part; planned: <module>`,
      )
    }
    for (const name of planned?.split(', ') ?? []) if (!PLANNED_BY.has(name)) say(`nobody is called ${name}`)
    if (row.state.startsWith('planned')) {
      if ([...evidence, row.commands].some((names) => names.length > 0))
        say('it is planned and yet names things')
    } else if (evidence.some((names) => names.length === 0)) {
      say('it works, so it names a screen, a route and a test')
    }
  }
  return problems
}

function readTable(markdown: string): { rows: Row[]; problems: string[] } {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'))
  const [head, , ...body] = lines.map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim()),
  )
  if (head?.join() !== COLUMNS.join()) {
    return { rows: [], problems: [`the table's columns are not: ${COLUMNS.join(', ')}`] }
  }
  const rows = body.map(([clause = '', , screen = '', route = '', command = '', test = '', state = '']) => ({
    clause,
    screens: inBackticks(screen),
    routes: inBackticks(route),
    commands: inBackticks(command),
    tests: inBackticks(test),
    state,
  }))
  const problems = body
    .filter((cells) => cells.length !== COLUMNS.length)
    .map(([clause]) => `${clause}: the row has not ${COLUMNS.length} cells`)
  return { rows, problems }
}

function inBackticks(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '')
}
