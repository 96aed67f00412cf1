import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { TransactionActor, Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { bufferBytes } from '../files/bytes.ts'
import { findKey, type SourceKeyRow, takeNonce } from '../store/keys.ts'
import { allProblems, importInPlace } from './run-in-place.ts'
import { secretPlace } from './source-keys.ts'

/** How far the clock of a department may be off. */
const LEEWAY_MS = 5 * 60_000
/** Rows of one request; it is answered when they are in. */
export const PUSH_ROWS = 500

const Body = z.strictObject({
  asOf: z.iso.date().optional(),
  rows: z
    .array(z.record(z.string().max(80), z.union([z.string(), z.number(), z.boolean(), z.null()])))
    .min(1)
    .max(PUSH_ROWS),
})

export interface SignedPush {
  readonly source: string
  readonly key: string
  readonly at: string
  readonly nonce: string
  readonly body: string
  readonly signature: string
}

/** What is signed: method, path, instant, nonce and body, each on a line. */
export function signatureOf(secret: string, push: Omit<SignedPush, 'key' | 'signature'>): string {
  const text = ['POST', `/api/push/${push.source}`, push.at, push.nonce, push.body].join('\n')
  return createHmac('sha256', secret).update(text).digest('hex')
}

type Transact = <T>(actor: TransactionActor, work: (tx: Tx) => Promise<T>) => Promise<T>

/** Checks key, signature, instant and nonce; every refusal of a signature sounds the same. */
async function authenticate(
  deps: DiscoveryDeps,
  transact: Transact,
  push: SignedPush,
): Promise<SourceKeyRow> {
  const [district = '', id = ''] = push.key.split('.')
  if (!/^[A-Za-z0-9-]+$/.test(district) || !z.uuid().safeParse(id).success)
    throw new AppError('push_signature')
  const actor: TransactionActor = { userId: '', role: 'system', orgPath: `${district}/` }
  return transact(actor, async (tx) => {
    const key = await findKey(tx, id)
    if (!key || key.revoked_at !== null || key.source !== push.source) throw new AppError('push_signature')
    const wanted = signatureOf(deps.keys.decrypt(secretPlace(key.id), key.secret), push)
    if (!timingSafeEqual(Buffer.from(wanted, 'hex'), Buffer.from(push.signature, 'hex')))
      throw new AppError('push_signature')
    if (Math.abs(tx.now.getTime() - Date.parse(push.at)) > LEEWAY_MS)
      throw new AppError('push_stale', { now: tx.now.toISOString() })
    if (!(await takeNonce(tx, key, push.nonce))) throw new AppError('push_replayed')
    return key
  })
}

function csvOf(rows: z.infer<typeof Body>['rows']): Buffer {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const field = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))]
  return Buffer.from(`\uFEFF${lines.map((line) => line.map(field).join(',')).join('\r\n')}\r\n`)
}

/**
 * Takes rows that a department pushes: they become a file of the same source, read, checked, kept and traced as an upload
 * is. The first row of the answer's numbering is the first of `rows` (1).
 */
export async function pushRows(deps: DiscoveryDeps, transact: Transact, push: SignedPush) {
  const key = await authenticate(deps, transact, push)
  let parsed: unknown
  try {
    parsed = JSON.parse(push.body)
  } catch (cause) {
    throw new AppError('push_body', { detail: 'JSON' }, { cause })
  }
  const body = Body.safeParse(parsed)
  if (!body.success) {
    const [issue] = body.error.issues
    throw new AppError('push_body', {
      detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
    })
  }
  const actor: TransactionActor = { userId: key.made_by, role: 'system', orgPath: key.org_path }
  const batch = await importInPlace(deps, actor, {
    source: key.source,
    file: bufferBytes(csvOf(body.data.rows)),
    fileName: `${key.label} ${push.at.slice(0, 16).replace('T', ' ')}.csv`,
    asOf: body.data.asOf ?? push.at.slice(0, 10),
    dryRun: false,
  })
  const problems = await allProblems(deps, actor, batch.id)
  const { rows, accepted, unchanged, refused, review } = batch
  return {
    importId: batch.id,
    ...{ rows, accepted, unchanged, refused, review },
    errors: problems
      .filter(({ severity, row }) => severity !== 'warning' && row > 0)
      .map(({ row, column, code, message }) => ({ row: row - 1, column, code, message })),
  }
}
