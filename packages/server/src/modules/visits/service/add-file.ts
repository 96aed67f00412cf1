import type { FieldBody } from '@lastmile/contract'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { recordReads } from '../../../platform/ledger/index.ts'
import type { VisitDeps } from '../deps.ts'
import { fileContent, getVisit, insertVisitFile } from '../store/visits.ts'
import type { Origin } from './record-visit.ts'

type FileBody = Extract<z.infer<typeof FieldBody>, { kind: 'file' }>

const SIGNS: Readonly<Record<FileBody['mediaType'], readonly number[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47],
}
const contentPlace = (id: string) => ({ table: 'visit_file', column: 'content', rowId: id })

/** Adds a photo or signature to a visit of the caller. What is no picture is refused. */
export async function addFile(tx: Tx, deps: VisitDeps, body: FileBody, origin: Origin): Promise<void> {
  const visit = await getVisit(tx, body.visitId)
  if (!visit || visit.by_id !== tx.actor.userId) throw new AppError('not_found')
  const bytes = Buffer.from(body.content, 'base64')
  if (SIGNS[body.mediaType].some((byte, at) => bytes[at] !== byte)) throw new AppError('picture_unreadable')
  await insertVisitFile(tx, {
    id: origin.id,
    visitId: visit.id,
    householdId: visit.household_id,
    orgPath: visit.org_path,
    question: body.question,
    media_type: body.mediaType,
    content: deps.households.keys.encrypt(contentPlace(origin.id), body.content),
    bytes: bytes.length,
  })
  tx.ledger({
    action: 'visit.file',
    objectKind: 'visit',
    objectId: visit.id,
    householdId: visit.household_id,
    orgPath: visit.org_path,
    data: { bytes: bytes.length },
  })
}

/** Reads one; the reading stands in the ledger. */
export async function readFile(
  tx: Tx,
  deps: VisitDeps,
  input: { readonly id: string; readonly fileId: string },
): Promise<{ mediaType: string; content: string }> {
  const visit = await getVisit(tx, input.id)
  const file = visit ? await fileContent(tx, visit.id, input.fileId) : null
  if (!visit || !file) throw new AppError('not_found')
  recordReads(tx, [{ id: visit.household_id, orgPath: visit.org_path }], 'visit-file')
  return {
    mediaType: file.media_type,
    content: deps.households.keys.decrypt(contentPlace(input.fileId), file.content),
  }
}
