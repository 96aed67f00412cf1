import { z } from 'zod'
import { AppError } from '../../../platform/errors/index.ts'
import type { DiscoveryDeps } from '../deps.ts'
import { findSameFile, getBatch } from '../store/batches.ts'
import { checkMapping, type Mapping, proposeMapping } from '../table/mapping.ts'
import { openBatch, type Transact } from './open-batch.ts'
import { type PreviewView, presentPreview } from './present-preview.ts'

const MappingText = z.record(z.string(), z.string())

/** Reads a mapping that came as JSON text. */
export function parseMapping(text: string): Mapping {
  try {
    return MappingText.parse(JSON.parse(text))
  } catch (cause) {
    throw new AppError('import_mapping_invalid', { detail: 'JSON' }, { cause })
  }
}

/** The preview of an uploaded file again, with another mapping or another sheet when given. */
export async function previewFile(
  deps: DiscoveryDeps,
  transact: Transact,
  input: { readonly id: string; readonly mapping?: string | undefined; readonly sheet?: string | undefined },
): Promise<PreviewView> {
  const { batch, seen } = await transact(async (tx) => {
    const row = await getBatch(tx, input.id)
    return { batch: row, seen: await findSameFile(tx, row) }
  })
  const given = input.mapping === undefined ? undefined : parseMapping(input.mapping)
  const opened = await openBatch(deps, batch, transact, { mapping: given, sheet: input.sheet })
  // Another sheet may have another header: its own mapping is proposed.
  const isOtherSheet = input.sheet !== undefined && input.sheet !== batch.sheet && given === undefined
  const open = isOtherSheet
    ? await openBatch(deps, batch, transact, {
        sheet: input.sheet,
        mapping: proposeMapping(opened.layout, opened.chosen.header),
      })
    : opened
  checkMapping(open.layout, open.chosen.header, open.mapping)
  return presentPreview(deps, transact, batch, open, seen)
}
