import type { FieldBody, Newcomer } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordContact } from '../../casework/index.ts'
import { checkPerson, createHousehold, householdHeads } from '../../households/index.ts'
import type { VisitDeps } from '../deps.ts'
import {
  askedNewcomers,
  getNewcomer,
  insertNewcomer,
  type NewcomerRow,
  settleNewcomer,
} from '../store/newcomers.ts'
import { type Origin, righted } from './record-visit.ts'

type NewcomerBody = Extract<z.infer<typeof FieldBody>, { kind: 'newcomer' }>
type NewcomerView = z.infer<typeof Newcomer>

const payloadPlace = (id: string) => ({ table: 'field_newcomer', column: 'payload', rowId: id })

/**
 * Receives a family that was written down without signal. It is looked for once more: where it may be known, the writer
 * is asked and nothing is made; else it is made at once.
 * @returns whether it is asked about.
 */
export async function receiveNewcomer(
  tx: Tx,
  deps: VisitDeps,
  given: NewcomerBody,
  origin: Origin,
): Promise<boolean> {
  const body = { ...given, seenAt: righted(tx, given.seenAt, origin.clockOff).toISOString() }
  const { matches, token } = await checkPerson(tx, deps.households, body.head)
  const row = { id: origin.id, org_path: body.orgPath, device_id: origin.deviceId }
  if (matches.length > 0) {
    await insertNewcomer(tx, {
      ...row,
      state: 'asked',
      payload: deps.households.keys.encrypt(payloadPlace(origin.id), JSON.stringify(body)),
      candidates: [...new Set(matches.map(({ householdId }) => householdId))],
      became: null,
    })
    return true
  }
  const became = await found(tx, deps, body, token)
  await insertNewcomer(tx, { ...row, state: 'created', payload: null, candidates: [], became })
  return false
}

async function found(tx: Tx, deps: VisitDeps, body: NewcomerBody, checkToken: string): Promise<string> {
  const { id } = await createHousehold(tx, deps.households, {
    checkToken,
    orgPath: body.orgPath,
    address: body.address,
    head: body.head,
  })
  await tellContact(tx, id, body)
  return id
}

async function tellContact(tx: Tx, householdId: string, body: NewcomerBody): Promise<void> {
  await recordContact(tx, {
    householdId,
    at: body.seenAt,
    channel: 'visit',
    summary: body.note ?? '上门时新登记 / Met at the door and written down',
    reached: true,
  })
}

function bodyOf(deps: VisitDeps, row: NewcomerRow): NewcomerBody {
  if (row.payload === null) throw new AppError('version_conflict')
  return JSON.parse(deps.households.keys.decrypt(payloadPlace(row.id), row.payload)) as NewcomerBody
}

/** The caller's newcomers that may be known already, with those that they may be. */
export async function listNewcomers(tx: Tx, deps: VisitDeps): Promise<NewcomerView[]> {
  const rows = await askedNewcomers(tx)
  const heads = await householdHeads(
    tx,
    rows.flatMap(({ candidates }) => candidates),
  )
  return rows.map((row) => {
    const body = bodyOf(deps, row)
    return {
      id: row.id,
      name: body.head.name,
      address: body.address ?? null,
      at: row.at.toISOString(),
      candidates: row.candidates.flatMap((id) => {
        const head = heads.get(id)
        return head ? [{ householdId: id, no: head.no, headName: head.headName, address: head.address }] : []
      }),
      version: row.version,
    }
  })
}

/** Settles whether a newcomer is a family that is known (then the meeting goes into its thread) or a new one. */
export async function answerNewcomer(
  tx: Tx,
  deps: VisitDeps,
  input: { readonly id: string; readonly version: number; readonly sameAs: string | null },
): Promise<{ householdId: string }> {
  const row = await getNewcomer(tx, input.id)
  if (row.state !== 'asked' || row.version !== input.version) throw new AppError('version_conflict')
  const body = bodyOf(deps, row)
  let householdId = input.sameAs
  if (householdId !== null) {
    if (!row.candidates.includes(householdId)) throw new AppError('not_found')
    await tellContact(tx, householdId, body)
  } else {
    const { token } = await checkPerson(tx, deps.households, body.head)
    householdId = await found(tx, deps, body, token)
  }
  await settleNewcomer(tx, row, input.sameAs === null ? 'created' : 'joined', householdId)
  const head = (await householdHeads(tx, [householdId])).get(householdId)
  tx.ledger({
    action: 'newcomer.answer',
    objectKind: 'field_newcomer',
    objectId: row.id,
    householdId,
    orgPath: head?.orgPath ?? row.org_path,
    data: { same: input.sameAs !== null },
  })
  return { householdId }
}
