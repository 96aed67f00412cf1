import { createHash, randomBytes } from 'node:crypto'
import type { ScaleRequest } from '@lastmile/contract'
import { legalDateAt, newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import { asSystem, type Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { householdHead, memberNames, readHouseholdFiles } from '../../households/index.ts'
import { staffByIds } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { instrumentOf, personOf } from '../scales/administer.ts'
import { endRequest, insertRequest, lockRequest, openRequests } from './store.ts'

/** How long questions wait on the own page, and on a phone that is handed over. */
const OWN_MS = 7 * 86_400_000
const LINK_MS = 30 * 60_000

/** What is kept of a link's token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * Asks a resident to fill in a scale. A psychological one is never put on the own page of a family of several: who signs in there need not be
 * the one who is asked. Throws `scale_not_by_self`, `scale_not_on_own_page`, and as `administer` about the person.
 */
export async function requestScale(
  tx: Tx,
  deps: AssessmentDeps,
  input: {
    readonly id: string
    readonly instrument: string
    readonly personId?: string | undefined
    readonly where: 'own' | 'link'
  },
): Promise<{ id: string; untilAt: string; token: string | null }> {
  const head = await householdHead(tx, input.id)
  const instrument = instrumentOf(deps, input.instrument)
  if (!instrument.modes.includes('self') || instrument.withheld) throw new AppError('scale_not_by_self')
  const day = legalDateAt(tx.now)
  const person = instrument.subject === 'person' ? await personOf(tx, deps, head, input.personId, day) : null
  if (person && instrument.age_from !== undefined && person.age !== null && person.age < instrument.age_from)
    throw new AppError('scale_too_young', { from: instrument.age_from })
  if (input.where === 'own' && instrument.protected && (await membersOf(tx, deps, head.id, day)) > 1)
    throw new AppError('scale_not_on_own_page')
  const district = head.orgPath.slice(0, head.orgPath.indexOf('/'))
  const token = input.where === 'link' ? `${district}.${randomBytes(32).toString('base64url')}` : null
  const id = newIdAt(tx.now)
  const untilAt = new Date(tx.now.getTime() + (token === null ? OWN_MS : LINK_MS))
  const row = {
    id,
    household_id: head.id,
    org_path: head.orgPath,
    person_id: person?.id ?? null,
    instrument: instrument.id,
    guarded: instrument.protected,
    until_at: untilAt,
    token_hash: token === null ? null : tokenHash(token),
  }
  // With the platform's reach: what somebody else asked before gives way, seen or not.
  await asSystem(tx, head.orgPath, () => insertRequest(tx, row))
  tell(tx, 'scale.ask', { id, household_id: head.id, org_path: head.orgPath, guarded: instrument.protected })
  return { id, untilAt: untilAt.toISOString(), token }
}

async function membersOf(tx: Tx, deps: AssessmentDeps, householdId: string, day: string): Promise<number> {
  const { facts } = await deps.library(tx)
  const file = (await readHouseholdFiles(tx, { facts }, [householdId], day)).get(householdId)
  return file?.ok ? file.household.members.length : 2
}

/** What waits for somebody of a household. */
export async function listRequests(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly id: string },
): Promise<z.infer<typeof ScaleRequest>[]> {
  await householdHead(tx, input.id)
  const rows = await openRequests(tx, input.id)
  const staff = await staffByIds(
    tx,
    rows.map((row) => row.asked_by),
  )
  const names = await memberNames(
    tx,
    rows.flatMap((row) => row.person_id ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    instrument: row.instrument,
    name: instrumentOf(deps, row.instrument).name,
    personName: row.person_id === null ? null : (names.get(row.person_id) ?? null),
    where: row.token_hash === null ? 'own' : 'link',
    askedBy: staff.get(row.asked_by)?.name ?? '',
    askedAt: row.asked_at.toISOString(),
    untilAt: row.until_at.toISOString(),
    version: row.version,
  }))
}

/** Takes a request back before it was answered. */
export async function withdrawRequest(
  tx: Tx,
  input: { readonly id: string; readonly version: number },
): Promise<{ id: string }> {
  const row = await lockRequest(tx, { id: input.id })
  if (!row) throw new AppError('not_found')
  if (row.state !== 'open')
    throw new AppError('action_not_possible', { state: row.state, action: 'withdraw' })
  if (row.version !== input.version) throw new AppError('version_conflict')
  await endRequest(tx, row.id, null)
  tell(tx, 'scale.unask', row)
  return { id: row.id }
}

function tell(
  tx: Tx,
  action: string,
  row: {
    readonly id: string
    readonly household_id: string
    readonly org_path: string
    readonly guarded: boolean
  },
): void {
  tx.ledger({
    action,
    objectKind: 'scale_request',
    objectId: row.id,
    householdId: row.household_id,
    orgPath: row.org_path,
    data: { guarded: row.guarded },
  })
}
