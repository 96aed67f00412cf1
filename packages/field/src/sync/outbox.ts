import type { Operation, Receipt } from './operation.ts'

/** What waits on a phone, in the order of writing. Kept whole or not at all: every change is one write to the disk. */
export interface Outbox<Body> {
  readonly deviceId: string
  /** The number that the next operation gets. */
  readonly nextSeq: number
  readonly waiting: readonly Operation<Body>[]
}

export function emptyOutbox<Body>(deviceId: string): Outbox<Body> {
  return { deviceId, nextSeq: 1, waiting: [] }
}

/** Adds work at the end. */
export function enqueue<Body>(
  outbox: Outbox<Body>,
  work: { readonly id: string; readonly writtenAt: string; readonly body: Body },
): Outbox<Body> {
  const operation: Operation<Body> = { ...work, seq: outbox.nextSeq }
  return { ...outbox, nextSeq: outbox.nextSeq + 1, waiting: [...outbox.waiting, operation] }
}

/** How much goes into one request. */
export interface BatchLimits {
  readonly operations: number
  /** Of the JSON of all of them. The first one always goes, however large. */
  readonly bytes: number
}

/** What to send next: from the oldest on. `size` says the bytes of one. */
export function nextBatch<Body>(
  outbox: Outbox<Body>,
  limits: BatchLimits,
  size: (operation: Operation<Body>) => number,
): Operation<Body>[] {
  const batch: Operation<Body>[] = []
  let bytes = 0
  for (const operation of outbox.waiting) {
    bytes += size(operation)
    if (batch.length > 0 && (batch.length >= limits.operations || bytes > limits.bytes)) break
    batch.push(operation)
  }
  return batch
}

/**
 * Takes off what the server has: by id, so that a receipt that comes twice, late or out of order does no harm.
 * @returns what is left, and the operations taken off with their receipts.
 */
export function acknowledge<Body>(
  outbox: Outbox<Body>,
  receipts: readonly Receipt[],
): { outbox: Outbox<Body>; done: { operation: Operation<Body>; receipt: Receipt }[] } {
  const byId = new Map(receipts.map((receipt) => [receipt.id, receipt]))
  const done: { operation: Operation<Body>; receipt: Receipt }[] = []
  const waiting = outbox.waiting.filter((operation) => {
    const receipt = byId.get(operation.id)
    if (receipt) done.push({ operation, receipt })
    return receipt === undefined
  })
  return { outbox: { ...outbox, waiting }, done }
}

/** Puts what waits under a new device number, from 1 on, in the same order and with the same ids. */
export function renumber<Body>(outbox: Outbox<Body>, deviceId: string): Outbox<Body> {
  return {
    deviceId,
    nextSeq: outbox.waiting.length + 1,
    waiting: outbox.waiting.map((operation, index) => ({ ...operation, seq: index + 1 })),
  }
}
