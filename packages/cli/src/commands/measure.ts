import { nearest } from '@lastmile/domain/nearest'
import { type Group, type MeasureReport, reportOf, type Scheme } from '@lastmile/measure'
import type { Fact } from '@lastmile/rules'
import type { Source } from '@lastmile/rules/conditions'
import { PopulationFileError, RefusedHouseholds, readPopulation } from '@lastmile/rules/node'
import { type Command, CommandError, type Context } from '../command.ts'
import { openPolicies } from '../library-file.ts'
import { openInstruments, openScheme } from '../scheme-file.ts'
import { populationFile } from '../screen-population.ts'

/** `lastmile measure`: multidimensional poverty (Alkire–Foster) of a population. */
export const command: Command = {
  name: 'measure',
  summary: 'multidimensional poverty of all households: H, A, M0, contributions, groups, robustness',
  usage: [
    'measure --from FILE.parquet|.csv|.jsonl [--by FACT] [--scheme FILE] [--persons] [--date YYYY-MM-DD] [--json]',
    'measure [--data DIR] [--by org|kind|size] [--json]',
  ],
  options: [
    {
      name: 'from',
      value: 'FILE',
      summary: 'a population file; without it, the assessments of the database',
    },
    { name: 'by', value: 'FACT', summary: 'group by a fact of the household, or by org' },
    { name: 'scheme', value: 'FILE', summary: 'a scheme other than the district’s' },
    { name: 'persons', summary: 'count each household with its persons' },
  ],
  async run(context) {
    const counting = context.flag('persons') ? 'person' : 'household'
    const begun = performance.now()
    const found: Found =
      context.option('from') === undefined ? await databaseCells(context) : await fromFile(context)
    const { scheme } = found
    const report = reportOf(scheme, found.groups, counting)
    const document = documentOf(scheme, report, context.option('by') !== undefined, {
      date: context.date,
      unit: counting,
      labels: found.labels,
      ms: Math.round(performance.now() - begun),
    })
    const { refused } = found
    if (context.json) context.print({ ...document, ...(refused ? { refused } : {}) })
    else print(scheme, report, found.labels, context)
    return refused ? 1 : 0
  },
}

type Found = {
  readonly scheme: Scheme
  readonly groups: readonly Group[]
  readonly labels: ReadonlyMap<string, string>
  readonly refused?: unknown
}

async function databaseCells(context: Context): Promise<Found> {
  // Loaded here: with --from this command needs no server.
  const { measureDatabase } = await import('../measure-database.ts')
  return measureDatabase(context)
}

async function fromFile(context: Context): Promise<Found> {
  const library = openPolicies(context)
  const scheme = openScheme(library, openInstruments(context), context)
  const file = populationFile(context, 'measure')
  const by = context.option('by')
  const fact = by === undefined || by === 'org' ? null : factOf(scheme, by)
  const source: Source | undefined = fact
    ? { file: '--by', text: `household.${fact.name}`, line: 1, column: 1 }
    : undefined
  const { CellCounter, countColumns } = await import('@lastmile/measure/population')
  const refused = new RefusedHouseholds()
  const groups = new Map<string, Group['cells'][number][]>()
  const labels = new Map<string, string>()
  const facts = [...scheme.facts].filter(
    (one) => one.unit !== 'point' && scheme.names.facts.all.includes(one),
  )
  const observed = facts.filter((one) => !one.name.startsWith('score_') && one.name !== 'suicide_alert')
  const wanted = fact && fact.derived === undefined ? [...observed, fact] : observed
  try {
    for await (const columns of readPopulation(file, library.facts, { facts: wanted }, refused)) {
      const counter = new CellCounter()
      countColumns(scheme, columns, context.date, counter, source)
      for (const [code, cells] of counter.groups()) {
        const [id, label] = fact ? named(fact, code) : by === 'org' ? orgOf(columns, code) : ['', '']
        groups.set(id, [...(groups.get(id) ?? []), ...cells])
        labels.set(id, label)
      }
    }
  } catch (error) {
    if (error instanceof PopulationFileError) throw new CommandError('population', error.message, { file })
    throw error
  }
  const list = [...groups].map(([id, cells]) => ({ id, cells })).sort((a, b) => a.id.localeCompare(b.id))
  const said = refused.count > 0 ? { refused: { count: refused.count, first: refused.first } } : {}
  return { scheme, groups: list, labels, ...said }
}

function factOf(scheme: Scheme, name: string): Fact {
  const fact = scheme.names.facts.household.get(name)
  if (fact && ['boolean', 'enum', 'integer'].includes(fact.type)) return fact
  const all = [...scheme.names.facts.household.values()].map((one) => one.name)
  const near = nearest(name, all)
  const why = fact
    ? `households cannot be grouped by "${name}": it is ${fact.type}; take a yes-or-no, a word or a whole number`
    : `there is no household fact "${name}"${near ? `; did you mean "${near}"?` : ''}`
  throw new CommandError('unknown-fact', why, { fact: name, nearest: fact ? null : near })
}

function named(fact: Fact, code: number): [string, string] {
  if (code < 0) return ['unknown', '未知']
  if (fact.type === 'boolean') return code === 1 ? ['true', '是'] : ['false', '否']
  const word = fact.type === 'enum' ? fact.values?.[code] : undefined
  return word ? [word.value, word.zh] : [String(code), String(code)]
}

function orgOf(
  columns: { readonly org: { readonly names: readonly string[] } | null },
  code: number,
): [string, string] {
  const name = columns.org?.names[code] ?? 'unknown'
  return [name, name]
}

function documentOf(
  scheme: Scheme,
  report: MeasureReport,
  grouped: boolean,
  about: { date: string; unit: string; labels: ReadonlyMap<string, string>; ms: number },
) {
  const byIndicator = (values: readonly number[]) =>
    Object.fromEntries(scheme.indicators.map(({ id, bit }) => [id, values[bit] ?? 0] as const))
  const { whole, upper, robustness } = report
  return {
    scheme: { id: scheme.id, version: scheme.document.version, hash: scheme.hash },
    date: about.date,
    unit: about.unit,
    households: whole.units,
    persons: about.unit === 'person' ? whole.weight : undefined,
    k: scheme.k.top / scheme.k.bottom,
    H: whole.H,
    A: whole.A,
    M0: whole.M0,
    se: whole.se,
    bounds: { H: [whole.H, upper.H], M0: [whole.M0, upper.M0] },
    undetermined: report.undetermined,
    raw: byIndicator(whole.raw),
    censored: byIndicator(whole.censored),
    contributions: {
      indicators: byIndicator(whole.contributions),
      dimensions: Object.fromEntries(
        scheme.dimensions.map(({ id }, place) => [id, report.dimensions[place] ?? 0] as const),
      ),
    },
    vulnerable: whole.vulnerable,
    severe: whole.severe,
    tiers: report.tiers,
    ...(report.swallows === null
      ? {}
      : { warning: { tier: report.swallows, message: 'this tier holds more than half of all households' } }),
    by: grouped
      ? report.groups.map(({ id, units, share, contribution, H, A, M0, se, tiers }) => ({
          value: id,
          label: about.labels.get(id) ?? id,
          households: units,
          share,
          H,
          A,
          M0,
          se,
          contribution,
          tiers,
          ...(units < 30 ? { few: true } : {}),
        }))
      : [],
    robustness: {
      ...robustness,
      weights: robustness.weights.map(({ dimension, ...rest }) => ({
        dimension: scheme.dimensions[dimension]?.id,
        ...rest,
      })),
    },
    ms: about.ms,
  }
}

function print(
  scheme: Scheme,
  { whole, upper, groups, dimensions, tiers, swallows, robustness }: MeasureReport,
  labels: ReadonlyMap<string, string>,
  context: Context,
): void {
  const percent = (value: number | null) => (value === null ? '—' : `${(value * 100).toFixed(1)}%`)
  context.say(
    `${whole.units} 户。多维困难发生率 H ${percent(whole.H)}（情况不明的都算上是 ${percent(upper.H)}），强度 A ${percent(whole.A)}，M0 ${whole.M0.toFixed(4)}`,
  )
  scheme.dimensions.forEach(({ name }, place) => {
    context.say(`  ${name.zh}：贡献 ${percent(dimensions[place] ?? 0)}`)
  })
  for (const tier of tiers)
    context.say(
      `  ${tier.tier} 级：${tier.households} 户（${percent(tier.share)}），其中 ${tier.open} 户还不能定`,
    )
  if (swallows !== null) context.say(`  注意：${swallows} 级占了一半以上，排不出先后`)
  if (groups.length > 1)
    for (const group of groups)
      context.say(
        `  ${labels.get(group.id) ?? group.id}：${group.units} 户，H ${percent(group.H)}，M0 ${group.M0.toFixed(4)}`,
      )
  context.say(`  各维度权重上下浮动四分之一，${percent(robustness.tiersKept)} 的家庭级别不变`)
}
