import {
  csvOf,
  legalDateAt,
  NEED_CATEGORIES,
  NEED_KINDS,
  NEED_SOURCES,
  NEED_STATES,
  ROOT_CAUSES,
} from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import type { ListOnPaper } from '../../../platform/paper/index.ts'
import { findUnit } from '../../identity/index.ts'
import { needsInOrder } from '../store.ts'
import { filterOf, type ListedNeedView, type NeedQuery, withHouseholds } from './list-needs.ts'

/** More than this on one list is nobody's list; a street has some hundred. */
const MOST = 20_000

const URGENCY = ['', '可以等等', '尽快', '很急']
const zh = (table: Readonly<Record<string, { readonly zh: string }>>, key: string | null): string =>
  key === null ? '' : (table[key]?.zh ?? key)

const COLUMNS = [
  { name: '序号', width: 6, numeric: true },
  { name: '居村', width: 18 },
  { name: '家庭编号', width: 14 },
  { name: '户主', width: 10 },
  { name: '需求类别', width: 12 },
  { name: '具体需求', width: 16 },
  { name: '需求内容', width: 34 },
  { name: '困难根源', width: 12 },
  { name: '紧急程度', width: 10 },
  { name: '家庭意愿', width: 24 },
  { name: '来源', width: 12 },
  { name: '确认日期', width: 12 },
  { name: '确认人', width: 10 },
  { name: '进展', width: 16 },
] as const

/**
 * The list of needs (服务需求清单, mandate D1) of an area, in the caller's scope: unit, household, urgency. Withdrawn needs
 * are left out unless they are asked for. Each household on it is a read in the ledger, the taking of the list one entry.
 * Throws `list_too_long` above 20,000 needs.
 */
export async function exportNeeds(
  tx: Tx,
  query: NeedQuery,
): Promise<{ readonly name: string; readonly list: ListOnPaper }> {
  const under = query.under ?? tx.actor.orgPath
  const filter = filterOf({ ...query, under })
  const rows = (await needsInOrder(tx, filter, MOST + 1)).filter(
    ({ state }) => query.state === 'withdrawn' || state !== 'withdrawn',
  )
  if (rows.length > MOST) throw new AppError('list_too_long', { most: MOST })
  const needs = await withHouseholds(tx, rows)
  const unit = (await findUnit(tx, under))?.name ?? ''
  const day = legalDateAt(tx.now)
  const households = new Map(needs.map((need) => [need.householdId, need.orgPath]))
  recordReads(
    tx,
    [...households].map(([id, orgPath]) => ({ id, orgPath })),
    'need.export',
  )
  tx.ledger({
    action: 'need.export',
    objectKind: 'org',
    objectId: under,
    householdId: null,
    orgPath: under,
    data: { unit, needs: needs.length, households: households.size },
  })
  const title = `${unit}服务需求清单`
  return {
    name: `${title}-${day}`,
    list: {
      sheet: '服务需求清单',
      title,
      line: [`填报单位：${unit}`, `截至日期：${day}`, `共 ${households.size} 户 ${needs.length} 项`],
      columns: COLUMNS,
      rows: needs.map(lineOf),
      notes: ['本清单由系统按已确认的需求生成；含家庭信息，请按规定保管，不得外传。'],
      sign: ['填表人', '审核人', '负责人'],
    },
  }
}

function lineOf(need: ListedNeedView, index: number): (string | number)[] {
  return [
    index + 1,
    need.orgName,
    need.householdNo,
    need.headName,
    zh(NEED_CATEGORIES, need.category),
    zh(NEED_KINDS, need.kind),
    need.title,
    zh(ROOT_CAUSES, need.rootCause),
    URGENCY[need.urgency] ?? '',
    need.wish ?? '',
    zh(NEED_SOURCES, need.sourceKind),
    legalDateAt(new Date(need.confirmedAt)),
    need.confirmedBy,
    zh(NEED_STATES, need.state),
  ]
}

/** A list as csv: the head and the rows, nothing else, so that a machine can read it. */
export function listAsCsv(list: ListOnPaper): string {
  return csvOf([
    list.columns.map(({ name }) => name),
    ...list.rows.map((row) => row.map((value) => String(value ?? ''))),
  ])
}
