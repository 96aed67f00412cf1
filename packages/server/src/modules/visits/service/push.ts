import type { FieldOperation } from '@lastmile/contract'
import { admit, type PushAnswer, type Receipt } from '@lastmile/field'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { type AppError, isAppError } from '../../../platform/errors/index.ts'
import type { CallerContext } from '../../../platform/operation/index.ts'
import type { VisitDeps } from '../deps.ts'
import { countSeq, lockOwnDevice } from '../store/devices.ts'
import { keepReceipt, knownReceipt } from '../store/operations.ts'
import { addFile } from './add-file.ts'
import { pickAnswer, undoAnswer } from './answer-question.ts'
import { receiveNewcomer } from './newcomers.ts'
import { recordScale } from './record-scale.ts'
import { type Origin, recordVisit } from './record-visit.ts'
import { stateFacts } from './state-facts.ts'

type Operation = z.infer<typeof FieldOperation>

/** A clock that is off by less is taken at its word: the way of the request itself takes time. */
const CLOCK_TOLERANCE = 120_000

/**
 * Takes what a phone sends, in order, each operation in a transaction of its own with its receipt: whatever breaks
 * between two of them, those before are done for good and those after were never begun. An operation that cannot be
 * done is refused by a receipt of its own and holds nobody up.
 */
export async function push(
  context: CallerContext,
  deps: VisitDeps,
  input: { readonly id: string; readonly sentAt: string; readonly operations: readonly Operation[] },
): Promise<PushAnswer> {
  const { accountId, role, orgPath } = context.caller
  const inTurn = <T>(work: (tx: Tx) => Promise<T>) =>
    context.transaction({ userId: accountId, role, orgPath }, work)
  const receipts: Receipt[] = []
  for (const operation of input.operations) {
    const receipt = await inTurn((tx) => take(tx, deps, input, operation, null)).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      return inTurn((tx) => take(tx, deps, input, operation, error))
    })
    if (receipt === 'renumber') return { receipts, next: 'renumber' }
    receipts.push(receipt)
  }
  return { receipts, next: 'continue' }
}

/** What is wrong with the operation itself; a lost database or a shut out phone is not. */
function isRefusal(error: unknown): error is AppError {
  return (
    isAppError(error) &&
    error.status < 500 &&
    error.code !== 'device_revoked' &&
    error.code !== 'device_unknown'
  )
}

async function take(
  tx: Tx,
  deps: VisitDeps,
  sent: { readonly id: string; readonly sentAt: string },
  operation: Operation,
  refusal: AppError | null,
): Promise<Receipt | 'renumber'> {
  const device = await lockOwnDevice(tx, sent.id)
  const known = await knownReceipt(tx, operation.id)
  const admission = admit(operation, device.last_seq, known !== null)
  if (admission === 'renumber') return 'renumber'
  if (admission !== 'repeat') await countSeq(tx, device.id, operation.seq)
  if (known) return { ...known, seq: operation.seq }
  const off = tx.now.getTime() - Date.parse(sent.sentAt)
  const origin: Origin = {
    id: operation.id,
    deviceId: device.id,
    clockOff: Math.abs(off) < CLOCK_TOLERANCE ? 0 : off,
  }
  const base = { id: operation.id, seq: operation.seq }
  const receipt: Receipt = refusal
    ? { ...base, outcome: 'refused', refusal: { code: refusal.code, message: refusal.text.zh } }
    : { ...base, ...(await carryOut(tx, deps, operation, origin)) }
  await keepReceipt(tx, { deviceId: device.id, kind: operation.body.kind }, receipt)
  tx.ledger({
    action: 'device.push',
    objectKind: 'field_device',
    objectId: device.id,
    orgPath: device.org_path,
    data: { operation: operation.id, kind: operation.body.kind, outcome: receipt.outcome },
  })
  return receipt
}

async function carryOut(
  tx: Tx,
  deps: VisitDeps,
  { body }: Operation,
  origin: Origin,
): Promise<Pick<Receipt, 'outcome' | 'questions'>> {
  switch (body.kind) {
    case 'visit': {
      const { questions } = await recordVisit(tx, deps, body, origin)
      return questions.length > 0 ? { outcome: 'asked', questions } : { outcome: 'applied' }
    }
    case 'file':
      await addFile(tx, deps, body, origin)
      return { outcome: 'applied' }
    case 'pick':
      await pickAnswer(tx, deps, { ...body, id: body.questionId })
      return { outcome: 'applied' }
    case 'undo':
      await undoAnswer(tx, deps, { ...body, id: body.questionId })
      return { outcome: 'applied' }
    case 'facts': {
      const { questions } = await stateFacts(tx, deps, body, origin)
      return questions.length > 0 ? { outcome: 'asked', questions } : { outcome: 'applied' }
    }
    case 'scale':
      await recordScale(tx, deps, body, origin)
      return { outcome: 'applied' }
    case 'newcomer':
      return { outcome: (await receiveNewcomer(tx, deps, body, origin)) ? 'asked' : 'applied' }
  }
}
