import type { UrgentAlert } from '@lastmile/contract'
import type { AlertOutcome } from '@lastmile/domain'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHeads, mayReadFact, memberNames } from '../../households/index.ts'
import { staffByIds, unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { reassess } from '../service/reassess.ts'
import type { AlertClosed } from './alert-events.ts'
import {
  type AlertRow,
  closeAlertRow,
  getAlert,
  listAlertRows,
  openAlertsOf,
  reopenAlertRows,
} from './alert-store.ts'

type AlertView = z.infer<typeof UrgentAlert>
const FIELD = { table: 'urgent_alert', column: 'action' } as const

/** Urgent alerts in reach. That there is one is told to all who accompany the household; what was done, to those who counsel. */
export async function listAlerts(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly state: 'open' | 'closed'; readonly limit: number; readonly offset: number },
): Promise<{ items: AlertView[]; total: number }> {
  const { rows, total } = await listAlertRows(tx, input)
  return { items: await presentAlerts(tx, deps, rows), total }
}

/**
 * Closes an alert with what was done, and with it the signal that it raised; the household is assessed anew at once. Throws `version_conflict`,
 * `action_not_possible`.
 */
export async function closeAlert(
  tx: Tx,
  deps: AssessmentDeps,
  input: {
    readonly id: string
    readonly version: number
    readonly outcome: AlertOutcome
    readonly action: string
    readonly minutes?: number | undefined
  },
): Promise<AlertView> {
  const alert = await getAlert(tx, input.id)
  if (alert.state !== 'open')
    throw new AppError('action_not_possible', { state: alert.state, action: 'close' })
  if (alert.version !== input.version) throw new AppError('version_conflict')
  await close(tx, deps, alert, input)
  await deps.events.emit<AlertClosed>(tx, {
    kind: 'alert.closed',
    alertId: alert.id,
    signalId: alert.signal_id,
    outcome: input.outcome,
    action: input.action,
    minutes: input.minutes ?? null,
  })
  await assessAnew(tx, deps, alert)
  const [view] = await presentAlerts(tx, deps, [await getAlert(tx, alert.id)])
  if (!view) throw new AppError('not_found')
  return view
}

/** Closes the open alerts of a signal that ends, with what was done. */
export async function closeAlertsOf(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly signalId: string; readonly outcome: AlertOutcome; readonly action: string },
): Promise<void> {
  const alerts = await openAlertsOf(tx, input.signalId)
  for (const alert of alerts) await close(tx, deps, alert, input)
  if (alerts[0]) await assessAnew(tx, deps, alerts[0])
}

/** Opens the alerts again that ended with a signal whose end is taken back. */
export async function reopenAlertsOf(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly signalId: string; readonly closedAt: Date | null; readonly dueAt: Date | null },
): Promise<void> {
  const alerts = await reopenAlertRows(tx, input)
  for (const alert of alerts)
    tx.ledger({
      action: 'alert.reopen',
      objectKind: 'urgent_alert',
      objectId: alert.id,
      householdId: alert.household_id,
      orgPath: alert.org_path,
      data: {},
    })
  if (alerts[0]) await assessAnew(tx, deps, alerts[0])
}

async function close(
  tx: Tx,
  deps: AssessmentDeps,
  alert: AlertRow,
  { outcome, action }: { readonly outcome: AlertOutcome; readonly action: string },
): Promise<void> {
  await closeAlertRow(tx, {
    id: alert.id,
    version: alert.version,
    outcome,
    action: deps.keys.encrypt({ ...FIELD, rowId: alert.id }, action),
  })
  tx.ledger({
    action: 'alert.close',
    objectKind: 'urgent_alert',
    objectId: alert.id,
    householdId: alert.household_id,
    orgPath: alert.org_path,
    data: { outcome },
  })
}

async function assessAnew(tx: Tx, deps: AssessmentDeps, alert: AlertRow): Promise<void> {
  const district = alert.org_path.slice(0, alert.org_path.indexOf('/') + 1)
  await asSystem(tx, district, () => reassess(tx, deps, [alert.household_id]))
}

async function presentAlerts(tx: Tx, deps: AssessmentDeps, rows: readonly AlertRow[]): Promise<AlertView[]> {
  const heads = await householdHeads(
    tx,
    rows.map((row) => row.household_id),
  )
  const units = await unitNames(
    tx,
    rows.map((row) => row.org_path),
  )
  const staff = await staffByIds(
    tx,
    rows.flatMap((row) => [row.raised_by, row.closed_by]),
  )
  const names = await memberNames(
    tx,
    rows.flatMap((row) => row.person_id ?? []),
  )
  const mayRead = mayReadFact(tx.actor, 'protected')
  return rows.map((row) => ({
    id: row.id,
    householdId: row.household_id,
    householdNo: heads.get(row.household_id)?.no ?? '',
    headName: heads.get(row.household_id)?.headName ?? '',
    orgName: units.get(row.org_path) ?? '',
    personName: row.person_id ? (names.get(row.person_id) ?? null) : null,
    // That there is something urgent is for everybody on the case; what it is, for those who counsel.
    kind: mayRead ? row.kind : 'urgent',
    signalId: mayRead ? row.signal_id : null,
    raisedAt: row.raised_at.toISOString(),
    raisedBy: staff.get(row.raised_by)?.name ?? '',
    dueAt: row.due_at.toISOString(),
    overdue: row.state === 'open' && row.due_at < tx.now,
    state: row.state,
    outcome: row.outcome,
    action: row.action && mayRead ? deps.keys.decrypt({ ...FIELD, rowId: row.id }, row.action) : null,
    closedBy: row.closed_by ? (staff.get(row.closed_by)?.name ?? '') : null,
    closedAt: row.closed_at?.toISOString() ?? null,
    version: row.version,
  }))
}
