import type { SchemeMover } from '@lastmile/contract'
import { legalDateAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import type { ListOnPaper } from '../../../platform/paper/index.ts'
import { householdHeads } from '../../households/index.ts'
import { findUnit, unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import type { SchemeDraft } from './changed.ts'
import { streetOf, type Tried, type TriedHousehold, tryDraft } from './try-scheme.ts'

type Mover = z.infer<typeof SchemeMover>
type Query = SchemeDraft & { readonly under?: string | undefined }

/** A workbook holds so many lines. */
const MOST = 20_000

/** The households in scope whose proposed tier would be another, by street and the gravest first. Throws as `tryDraft`, and `scheme_not_sound`. */
export async function listMovers(
  tx: Tx,
  deps: AssessmentDeps,
  query: Query & { readonly limit: number; readonly offset: number },
) {
  const { under: _, ...draft } = query
  const tried = await soundly(tx, deps, draft)
  const all = moversOf(tried)
  const shown =
    query.under === undefined ? all : all.filter((one) => one.org_path.startsWith(query.under ?? ''))
  const page = shown.slice(query.offset, query.offset + query.limit)
  const streets = Map.groupBy(all, (one) => streetOf(one.org_path))
  const names = await unitNames(tx, [...streets.keys()])
  recordReads(
    tx,
    page.map((one) => ({ id: one.household_id, orgPath: one.org_path })),
    'scheme.movers',
  )
  tell(tx, 'scheme.movers', { households: shown.length })
  return {
    items: await present(tx, page),
    total: shown.length,
    households: tried.households.length,
    of: tried.of,
    streets: [...streets].map(([path, own]) => ({
      path,
      name: names.get(path) ?? '',
      moved: own.length,
      graver: own.filter(({ from, to }) => to < from).length,
    })),
  }
}

/** The same as a workbook. Throws `list_too_long`. */
export async function exportMovers(
  tx: Tx,
  deps: AssessmentDeps,
  query: Query,
): Promise<{ readonly name: string; readonly list: ListOnPaper }> {
  const { under = tx.actor.orgPath, ...draft } = query
  const tried = await soundly(tx, deps, draft)
  const moved = moversOf(tried).filter((one) => one.org_path.startsWith(under))
  if (moved.length > MOST) throw new AppError('list_too_long', { most: MOST })
  recordReads(
    tx,
    moved.map((one) => ({ id: one.household_id, orgPath: one.org_path })),
    'scheme.movers',
  )
  tell(tx, 'scheme.movers-export', { households: moved.length })
  const lines = await present(tx, moved)
  const unit = (await findUnit(tx, under))?.name ?? ''
  const day = legalDateAt(tx.now)
  return {
    name: `${unit}评估方案试算-变级家庭-${day}`,
    list: {
      sheet: '变级家庭',
      title: `${unit}评估方案试算：会变级的家庭`,
      line: [`填报单位：${unit}`, `试算日期：${day}`, `共 ${lines.length} 户`],
      columns: [
        { name: '序号', width: 6, numeric: true },
        { name: '街镇', width: 14 },
        { name: '居村', width: 18 },
        { name: '家庭编号', width: 14 },
        { name: '户主', width: 10 },
        { name: '现建议', width: 8, numeric: true },
        { name: '试算后', width: 8, numeric: true },
        { name: '现困难程度', width: 12, numeric: true },
        { name: '试算后程度', width: 12, numeric: true },
        { name: '已定级别', width: 10, numeric: true },
      ],
      rows: lines.map((one, place) => [
        place + 1,
        one.streetName,
        one.orgName,
        one.householdNo,
        one.headName,
        one.from,
        one.to,
        Math.round(one.scoreFrom * 1000) / 1000,
        Math.round(one.scoreTo * 1000) / 1000,
        one.decided,
      ]),
      notes: ['只是试算，级别没有变。', '本名单含家庭信息，请按规定保管，不得外传。'],
      sign: ['填表人', '审核人'],
    },
  }
}

async function soundly(tx: Tx, deps: AssessmentDeps, draft: SchemeDraft): Promise<Tried> {
  const tried = await tryDraft(tx, deps, draft)
  if (!tried.scheme)
    throw new AppError('scheme_not_sound', {
      problems: tried.problems.map(({ message }) => message).join('; '),
    })
  return tried
}

/** Street by street; in each those first who would be gravest, and those who go furthest. */
function moversOf({ households }: Tried): TriedHousehold[] {
  return households
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => {
      const [one, other] = [streetOf(a.org_path), streetOf(b.org_path)]
      if (one !== other) return one < other ? -1 : 1
      return a.to - b.to || b.score - a.score || (a.household_id < b.household_id ? -1 : 1)
    })
}

async function present(tx: Tx, rows: readonly TriedHousehold[]): Promise<Mover[]> {
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(tx, [
    ...new Set(rows.flatMap((row) => [row.org_path, streetOf(row.org_path)])),
  ])
  return rows.map((row) => ({
    householdId: row.household_id,
    householdNo: heads.get(row.household_id)?.no ?? '',
    headName: heads.get(row.household_id)?.headName ?? '',
    orgPath: row.org_path,
    orgName: units.get(row.org_path) ?? '',
    streetName: units.get(streetOf(row.org_path)) ?? '',
    from: row.from,
    to: row.to,
    scoreFrom: row.lower,
    scoreTo: row.score,
    decided: row.tier,
  }))
}

function tell(tx: Tx, action: string, data: { readonly households: number }): void {
  tx.ledger({ action, objectKind: 'org', objectId: tx.actor.orgPath, orgPath: tx.actor.orgPath, data })
}
