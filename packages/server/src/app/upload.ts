import { createWriteStream, mkdirSync, openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../platform/errors/index.ts'
import type { Operation } from './operations.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Folder of this request's uploaded file, removed when the answer is out. */
    uploadFolder: string | null
  }
}

const LARGEST_FIELD = 64 * 1024
const MOST_FIELDS = 32

/** The largest file in bytes that an operation takes, or null when its input holds no file. */
export function fileLimit(operation: Operation): number | null {
  const schema: unknown = operation.procedure['~orpc'].inputSchema
  if (!(schema instanceof z.core.$ZodObject)) return null
  for (const field of Object.values(schema._zod.def.shape)) {
    if (field instanceof z.core.$ZodFile) return largest(field)
  }
  return null
}

/** The `max` of a file's schema. A file without one is a mistake of the contract, told when the server starts. */
function largest(file: z.core.$ZodFile): number {
  for (const check of file._zod.def.checks ?? [])
    if (check instanceof z.core.$ZodCheckMaxSize) return check._zod.def.maximum
  throw new Error('a file in the contract says no largest size')
}

/** A size for people: `200 MB`. */
export function inMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}

/**
 * Reads a multipart form: the file goes to the disk as it comes, so that memory does not grow with it, and the
 * handler gets a `File` that reads from there. Fields become text.
 */
export function readUpload(limit: number, folder: string) {
  return async function uploaded(request: FastifyRequest): Promise<void> {
    if (!request.isMultipart()) throw new AppError('media_type_unsupported')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    request.uploadFolder = await mkdtemp(join(folder, 'upload-'))
    const form: Record<string, string | File> = {}
    const limits = { fileSize: limit, files: 1, fields: MOST_FIELDS, fieldSize: LARGEST_FIELD }
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') {
        form[part.fieldname] = String(part.value)
        continue
      }
      const place = join(request.uploadFolder, 'file')
      await pipeline(part.file, createWriteStream(place, { mode: 0o600 }))
      if (part.file.truncated) throw new AppError('body_too_large', { limit: inMegabytes(limit) })
      form[part.fieldname] = new File([await openAsBlob(place)], part.filename, { type: part.mimetype })
    }
    request.body = form
  }
}

/** Removes the uploaded file once the answer is out, or the line broke. */
export async function dropUpload(request: FastifyRequest, _reply?: FastifyReply): Promise<void> {
  const { uploadFolder } = request
  if (uploadFolder === null) return
  request.uploadFolder = null
  await rm(uploadFolder, { recursive: true, force: true })
}
