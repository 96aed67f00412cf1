import { nearest } from '@lastmile/domain/nearest'
import type { Library } from '@lastmile/rules'
import {
  type FigureChange,
  FigureChangeError,
  type PopulationSimulation,
  simulatePopulation,
} from '@lastmile/rules/node'
import { CommandError, type Context, type ExitCode } from './command.ts'
import type { Judged } from './judged.ts'
import { asCommandError, threadsOf } from './screen-population.ts'

type Totals = PopulationSimulation['baseline'] extends ReadonlyMap<string, infer T> ? T : never
type Per = 'month' | 'year' | 'once'

/** `lastmile simulate --set policy.parameter=value`: what other figures would change for the database, or for a file. */
export async function simulateJudged({ library, source, name }: Judged, context: Context): Promise<ExitCode> {
  const changes = changesAsked(context)
  const policies = context.options('policy')
  for (const id of policies) {
    if (library.byId.has(id)) continue
    const near = nearest(id, [...library.byId.keys()])
    throw new CommandError(
      'unknown-policy',
      `there is no policy "${id}"${near ? `; did you mean "${near}"?` : ''}`,
      {
        policy: id,
        nearest: near,
      },
    )
  }
  try {
    const options = { ...threadsOf(context), ...(policies.length > 0 ? { policies } : {}) }
    const result = await simulatePopulation(library, source, context.date, changes, options)
    const document = documentOf(library, result, changes, context.date)
    if (context.json) context.print(document)
    else print(document, context)
    return result.refused.count > 0 ? 1 : 0
  } catch (error) {
    if (error instanceof FigureChangeError)
      throw new CommandError('parameter', error.message, { nearest: error.nearest })
    throw asCommandError(error, name)
  }
}

/** What `--set` asks for. Throws when it asks for nothing, or not in its form. */
export function changesAsked(context: Context): FigureChange[] {
  const changes = context.options('set').map(changeOf)
  if (changes.length === 0) throw new CommandError('usage', 'simulate needs --set policy.parameter=value')
  return changes
}

/** `dibao.dibao_standard=1800`. */
function changeOf(text: string): FigureChange {
  const match = /^([^.=]+)\.([^=]+)=(-?\d+(?:\.\d+)?)$/.exec(text)
  const [, policy = '', parameter = '', value = ''] = match ?? []
  if (!match)
    throw new CommandError(
      'usage',
      `--set: "${text}" is not of the form policy.parameter=value, the value a number`,
    )
  return { policy, parameter, value: Number(value) }
}

/** Money in yuan. Sums of a month, of a year and paid once are never added without their names beside them. */
function documentOf(
  library: Library,
  { households, persons, ms, changeMs, readMs, refused, baseline, changes, byOrg }: PopulationSimulation,
  set: readonly FigureChange[],
  date: string,
) {
  const after = new Map([...baseline].map(([id, totals]) => [id, changes.get(id)?.after ?? totals] as const))
  const perPolicy = [...changes].map(([id, { before, after: now, gained, lost }]) => {
    const per = periodOf(library, id, date)
    return [id, { per, gained, lost, costDelta: (now.fen - before.fen) / 100 }] as const
  })
  const costByPeriod = { month: 0, year: 0, once: 0 }
  for (const [id, { before, after: now }] of changes) {
    const per = periodOf(library, id, date)
    if (per) costByPeriod[per] += now.fen - before.fen
  }
  const sum = (of: (one: { gained: number; lost: number; costDelta: number }) => number) =>
    perPolicy.reduce((total, [, one]) => total + of(one), 0)
  return {
    date,
    set,
    households,
    persons,
    baseline: sideOf(baseline),
    changed: sideOf(after),
    gained: sum((one) => one.gained),
    lost: sum((one) => one.lost),
    costDelta: Math.round(100 * sum((one) => one.costDelta)) / 100,
    costDeltaByPeriod: {
      month: costByPeriod.month / 100,
      year: costByPeriod.year / 100,
      once: costByPeriod.once / 100,
    },
    perPolicy: Object.fromEntries(perPolicy),
    byOrg: byOrg.map(({ org, gained, lost, fen }) => ({
      org: org === '' ? null : org,
      gained,
      lost,
      costDelta: fen / 100,
    })),
    ms: Math.round(ms * 10) / 10,
    changeMs: Math.round(changeMs * 10) / 10,
    readMs: Math.round(readMs),
    ...(refused.count > 0 ? { refused: { count: refused.count, first: refused.first } } : {}),
  }
}

function sideOf(totals: ReadonlyMap<string, Totals>) {
  const all = [...totals.values()]
  const fen = all.reduce((sum, one) => sum + one.fen, 0)
  return {
    eligible: all.reduce((sum, one) => sum + one.eligible, 0),
    unknown: all.reduce((sum, one) => sum + one.unknown, 0),
    amount: fen / 100,
    perPolicy: Object.fromEntries(
      [...totals].map(([id, { fen: paid, ...counts }]) => [id, { ...counts, amount: paid / 100 }] as const),
    ),
  }
}

function periodOf(library: Library, id: string, date: string): Per | null {
  const versions = library.byId.get(id)?.versions ?? []
  const version = versions.find(({ from, to }) => from <= date && (to === null || date <= to))
  return version?.payment?.per ?? null
}

const PER = { month: '每月', year: '每年', once: '一次' } as const

function print(document: ReturnType<typeof documentOf>, context: Context): void {
  const { households, persons, gained, lost, perPolicy, ms, changeMs, refused } = document
  context.say(
    `${households} 户 ${persons} 人，新增 ${gained} 户次，减少 ${lost} 户次（测算 ${ms} 毫秒，其中变化 ${changeMs} 毫秒）`,
  )
  for (const [id, { per, gained: more, lost: fewer, costDelta }] of Object.entries(perPolicy)) {
    const money = per === null ? '' : `，${PER[per]}支出变化 ${costDelta.toLocaleString('en-US')} 元`
    context.say(`${id}：新增 ${more} 户，减少 ${fewer} 户${money}`)
  }
  if (refused) context.say(`没有读成的户：${refused.count}`)
}
