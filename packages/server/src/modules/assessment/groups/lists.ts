import { legalDateAt, scopeRange } from '@lastmile/domain'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import type { ListOnPaper } from '../../../platform/paper/index.ts'
import { findUnit } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import { groupOf } from './choice.ts'
import { memberLines } from './groups.ts'
import { type ApprovedLine, approvedList, insertList, membersOn } from './store.ts'

const MOST = 20_000

/** Approves the list of a group in the actor's unit as it stands now. Throws `list_approved_already`. */
export async function approveList(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly group: string },
): Promise<{ on: string; count: number }> {
  const { scheme } = await currentScheme(tx, deps)
  const group = groupOf(scheme, input.group)
  const day = legalDateAt(tx.now)
  const orgPath = tx.actor.orgPath
  if (await approvedList(tx, { group: group.id, orgPath, day, exactly: true }))
    throw new AppError('list_approved_already')
  const lines = await linesOn(tx, group.id, orgPath, day)
  await insertList(tx, { group: group.id, day, lines })
  tx.ledger({
    action: 'group.approve',
    objectKind: 'org',
    objectId: orgPath,
    orgPath,
    data: { group: group.name.zh, groupEn: group.name.en, day, households: lines.length },
  })
  return { on: day, count: lines.length }
}

async function linesOn(tx: Tx, group: string, under: string, day: string): Promise<ApprovedLine[]> {
  const { rows, total } = await membersOn(tx, { group, day, ...scopeRange(under), limit: MOST, offset: 0 })
  if (total > MOST) throw new AppError('list_too_long', { most: MOST })
  recordReads(
    tx,
    rows.map((row) => ({ id: row.household_id, orgPath: row.org_path })),
    'group.list',
  )
  return (await memberLines(tx, rows)).map((line) => ({
    no: line.householdNo,
    headName: line.headName,
    orgName: line.orgName,
    tier: line.tier,
    because: line.because,
    enteredOn: line.enteredOn ?? '',
    enteredBy: line.enteredBy ?? '',
  }))
}

/** The list of a group on a day as a workbook: as approved for that day where it was, else as the decisions up to then say. */
export async function exportGroup(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly group: string; readonly on?: string | undefined; readonly under?: string | undefined },
): Promise<{ readonly name: string; readonly list: ListOnPaper }> {
  const { scheme } = await currentScheme(tx, deps)
  const group = groupOf(scheme, input.group)
  const day = input.on ?? legalDateAt(tx.now)
  const under = input.under ?? tx.actor.orgPath
  const approved = await approvedList(tx, { group: group.id, orgPath: under, day, exactly: true })
  const lines = approved ? approved.households : await linesOn(tx, group.id, under, day)
  const unit = (await findUnit(tx, under))?.name ?? ''
  tx.ledger({
    action: 'group.export',
    objectKind: 'org',
    objectId: under,
    orgPath: under,
    data: { unit, group: group.name.zh, groupEn: group.name.en, day, households: lines.length },
  })
  const title = `${unit}${group.name.zh}名单`
  return {
    name: `${title}-${day}`,
    list: {
      sheet: group.name.zh,
      title,
      line: [
        `填报单位：${unit}`,
        `名单日期：${day}`,
        `共 ${lines.length} 户`,
        approved ? '已审定' : '未审定',
      ],
      columns: [
        { name: '序号', width: 6, numeric: true },
        { name: '居村', width: 18 },
        { name: '家庭编号', width: 14 },
        { name: '户主', width: 10 },
        { name: '级别', width: 8, numeric: true },
        { name: '列入原因', width: 36 },
        { name: '列入日期', width: 12 },
        { name: '决定人', width: 10 },
      ],
      rows: lines.map((line, place) => [
        place + 1,
        line.orgName,
        line.no,
        line.headName,
        line.tier,
        line.because,
        line.enteredOn,
        line.enteredBy,
      ]),
      notes: ['本名单含家庭信息，请按规定保管，不得外传。'],
      sign: ['填表人', '审核人', '负责人'],
    },
  }
}
