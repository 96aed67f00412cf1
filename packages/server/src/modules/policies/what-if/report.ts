import type { WhatIfPart, WhatIfScenario } from '@lastmile/contract'
import {
  HOUSEHOLD_KIND_LIST,
  HOUSEHOLD_KINDS,
  legalDateAt,
  startOfLegalDate,
  unsettledShare,
  yearlyFen,
} from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import type { WhatIfDeps } from './deps.ts'
import { viewScenario } from './scenarios.ts'

type Scenario = z.infer<typeof WhatIfScenario>
type Part = z.infer<typeof WhatIfPart>

/** A cell of a report: words, a count, fen, or a share from 0 to 1. */
export type ReportCell =
  | string
  | { readonly count: number }
  | { readonly fen: number }
  | { readonly share: number }

export interface ReportTable {
  readonly name: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly ReportCell[])[]
  /** Shares of the width of paper. */
  readonly widths: readonly number[]
}

/** Scenarios side by side, apart from the file format. Chinese, as all papers of the office. */
export interface Report {
  readonly title: string
  readonly line: string
  readonly notes: readonly string[]
  readonly tables: readonly ReportTable[]
}

/** Puts scenarios side by side, with everything that they rest on; stands in the ledger. */
export async function reportOf(tx: Tx, deps: WhatIfDeps, ids: readonly string[]): Promise<Report> {
  const scenarios: Scenario[] = []
  for (const id of ids) scenarios.push(await viewScenario(tx, deps, { id }))
  const name = scenarios.map((one) => one.name).join('、')
  tx.ledger({
    action: 'scenario.export',
    objectKind: 'what_if_scenario',
    objectId: ids.join(','),
    orgPath: tx.actor.orgPath,
    data: { name, scenarios: [...ids] },
  })
  return {
    title: ids.length === 1 ? `政策测算-${name}` : '政策测算对比',
    line: `${legalDateAt(tx.now)} 导出；测算结果不是审批决定`,
    notes: NOTES,
    tables: [
      assumptions(scenarios),
      whole(scenarios),
      byPolicy(scenarios),
      byPart('按街镇', '街镇', scenarios, 'street', streetKeys(scenarios), (key) =>
        streetName(scenarios, key),
      ),
      byPart('按家庭类型', '家庭类型', scenarios, 'kind', HOUSEHOLD_KIND_LIST, kindName),
    ],
  }
}

const NOTES = [
  '“变好”“变差”按户计，一户只算一次：新符合一项或同一项拿得更多算变好，不再符合或拿得更少算变差，两样都有的单列。',
  '“户·项”是一户符合一项政策的次数。按年支出 = 每月发的 × 12 + 按年发的；一次性的单列。',
  '“还不能确定”是因为情况不全而没有算进金额的户·项占比。这些家庭核实以后，人数和金额还会变。',
  '只改动写明的数字，其他政策和家庭情况不变；没有算家庭因此改变的行为。',
]

const PER = { month: '每月', year: '每年', once: '一次性' } as const
const SURE = { verified: '', 'second-hand': '（转引，待核实）', unverified: '（未核实）' } as const

function inUnit(value: number | null, unit: string): string {
  return value === null ? '没有查到' : `${value} ${unit}`
}

function assumptions(scenarios: readonly Scenario[]): ReportTable {
  const row = (name: string, of: (one: Scenario) => string): string[] => [name, ...scenarios.map(of)]
  return {
    name: '假设',
    head: ['', ...scenarios.map(({ name }) => name)],
    widths: [16, ...scenarios.map(() => 84 / scenarios.length)],
    rows: [
      row('政策', ({ policies }) => policies.map(({ name }) => name.zh).join('、')),
      row('改动的数字', ({ changes }) =>
        changes.length === 0
          ? '没有改动'
          : changes
              .map(
                ({ label, before, value, unit, verified }) =>
                  `${label.zh}：${inUnit(before, unit)}${before === null ? '' : SURE[verified]} → ${inUnit(value, unit)}`,
              )
              .join('\n'),
      ),
      row('没有核实的数字', ({ unverified }) =>
        unverified.length === 0
          ? '无'
          : unverified
              .map(
                ({ label, value, unit, verified }) => `${label.zh}：${inUnit(value, unit)}${SURE[verified]}`,
              )
              .join('\n'),
      ),
      row('按哪一天的政策', ({ date }) => date),
      row('政策库版本', ({ libraryHash, outdated }) => `${libraryHash}${outdated ? '（已有新版本）' : ''}`),
      row('家庭情况读取时间', ({ readAt }) => minuteOf(readAt)),
      row('范围', ({ orgName, result }) => `${orgName}，${result.households} 户 ${result.persons} 人`),
      row('保存', ({ owner, no, saves }) => {
        const at = saves.find((save) => save.no === no)?.at
        return `${owner}，第 ${no} 次保存${at === undefined ? '' : `，${minuteOf(at)}`}`
      }),
      row('说明', ({ note }) => note),
    ],
  }
}

/** `2026-06-30 09:05` in Shanghai. */
function minuteOf(instant: string): string {
  const at = new Date(instant)
  const day = legalDateAt(at)
  const minutes = Math.floor((at.getTime() - startOfLegalDate(day).getTime()) / 60_000)
  return `${day} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function whole(scenarios: readonly Scenario[]): ReportTable {
  const row = (name: string, of: (total: Part) => ReportCell): ReportCell[] => [
    name,
    ...scenarios.map(({ result }) => of(result.total)),
  ]
  return {
    name: '总体',
    head: ['', ...scenarios.map(({ name }) => name)],
    widths: [30, ...scenarios.map(() => 70 / scenarios.length)],
    rows: [
      row('变好的家庭（户）', ({ better }) => ({ count: better })),
      row('变差的家庭（户）', ({ worse }) => ({ count: worse })),
      row('有好有差的家庭（户）', ({ mixed }) => ({ count: mixed })),
      row('新符合（户·项）', ({ gained }) => ({ count: gained })),
      row('不再符合（户·项）', ({ lost }) => ({ count: lost })),
      row('现在按年支出（元）', ({ before }) => ({ fen: yearlyFen(before) })),
      row('改动后按年支出（元）', ({ after }) => ({ fen: yearlyFen(after) })),
      row('按年支出变化（元）', ({ before, after }) => ({ fen: yearlyFen(after) - yearlyFen(before) })),
      row('一次性支出变化（元）', ({ before, after }) => ({ fen: after.once - before.once })),
      row('还不能确定（占比）', ({ after }) => ({ share: unsettledShare(after) })),
    ],
  }
}

function byPolicy(scenarios: readonly Scenario[]): ReportTable {
  const ids = [...new Set(scenarios.flatMap(({ policies }) => policies.map(({ id }) => id)))]
  return {
    name: '按政策',
    head: ['政策', '方案', '现在符合', '改动后符合', '新增', '减少', '支出变化（元）', '周期', '还不能确定'],
    widths: [20, 14, 10, 10, 8, 8, 14, 8, 8],
    rows: ids.flatMap((id) =>
      scenarios.flatMap(({ name, policies, result }) => {
        const policy = policies.find((one) => one.id === id)
        const line = result.policies.find((one) => one.policy === id)
        if (!policy || !line) return []
        return [
          [
            policy.name.zh,
            name,
            { count: line.before.eligible },
            { count: line.after.eligible },
            { count: line.gained },
            { count: line.lost },
            line.per === null ? '不发钱' : { fen: line.after.fen - line.before.fen },
            line.per === null ? '' : PER[line.per],
            { count: line.after.unknown },
          ],
        ]
      }),
    ),
  }
}

function byPart(
  title: string,
  head: string,
  scenarios: readonly Scenario[],
  group: string,
  keys: readonly string[],
  nameOf: (key: string) => string,
): ReportTable {
  return {
    name: title,
    head: [
      head,
      '方案',
      '户数',
      '变好',
      '变差',
      '有好有差',
      '按年支出变化（元）',
      '一次性变化（元）',
      '还不能确定',
    ],
    widths: [18, 14, 8, 8, 8, 8, 14, 12, 10],
    rows: keys.flatMap((key) =>
      scenarios.flatMap(({ name, result }) => {
        const part = result.groups[group]?.find((one) => one.key === key)
        if (!part || part.households === 0) return []
        const { before, after } = part
        return [
          [
            nameOf(key),
            name,
            { count: part.households },
            { count: part.better },
            { count: part.worse },
            { count: part.mixed },
            { fen: yearlyFen(after) - yearlyFen(before) },
            { fen: after.once - before.once },
            { share: unsettledShare(after) },
          ],
        ]
      }),
    ),
  }
}

function streetKeys(scenarios: readonly Scenario[]): string[] {
  const keys = scenarios.flatMap(({ result }) => (result.groups.street ?? []).map(({ key }) => key))
  return [...new Set(keys)].sort()
}

function streetName(scenarios: readonly Scenario[], key: string): string {
  return scenarios.flatMap(({ streets }) => streets).find(({ path }) => path === key)?.name ?? key
}

function kindName(key: string): string {
  return HOUSEHOLD_KIND_LIST.flatMap((kind) => (kind === key ? HOUSEHOLD_KINDS[kind].zh : []))[0] ?? key
}
