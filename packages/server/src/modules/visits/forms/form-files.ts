import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { findForm, insertForm } from '../store/forms.ts'

const FormFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.number().int().positive(),
  title: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  definition: z.record(z.string(), z.unknown()),
})

/** A form as a file of the district has it. */
export type PlannedForm = z.infer<typeof FormFile>

/** Reads the forms of a folder `districts/<district>/forms`. Throws with the file that is wrong. */
export function readFormFiles(folder: string): PlannedForm[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      try {
        const form = FormFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
        if (`${form.id}.json` !== name) throw new Error(`the id is ${form.id}`)
        return form
      } catch (error) {
        throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, {
          cause: error,
        })
      }
    })
}

function hashOf(form: PlannedForm): string {
  return createHash('sha256')
    .update(JSON.stringify([form.title, form.definition]))
    .digest('hex')
}

/**
 * Publishes forms that are not published yet. A published version never changes: a file that says something else under
 * the same number stops the start, because work under way was begun with what was published.
 */
export async function publishForms(tx: Tx, forms: readonly PlannedForm[], orgPath: string): Promise<void> {
  for (const form of forms) {
    const hash = hashOf(form)
    const known = await findForm(tx, form.id, form.version)
    if (known && known.hash !== hash)
      throw new Error(
        `forms/${form.id}.json: version ${form.version} is published with other content; give the new content version ${form.version + 1}`,
      )
    if (known) continue
    await insertForm(
      tx,
      {
        form_id: form.id,
        version: form.version,
        title_zh: form.title.zh,
        title_en: form.title.en,
        definition: form.definition,
        hash,
      },
      orgPath,
    )
    tx.ledger({
      action: 'form.publish',
      objectKind: 'form',
      objectId: form.id,
      orgPath,
      data: { title: form.title.zh, version: form.version },
    })
  }
}
