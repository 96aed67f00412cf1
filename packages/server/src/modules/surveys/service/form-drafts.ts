import type { FormDraft } from '@lastmile/contract'
import { questionsOf } from '@lastmile/field'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { newestForm, newestForms, publishForms } from '../../visits/index.ts'
import { type DraftRow, findDraft, listDraftRows, saveDraftRow } from '../store/drafts.ts'

type View = z.infer<typeof FormDraft>
type Published = Awaited<ReturnType<typeof newestForms>>[number]

function present(id: string, draft: DraftRow | null, published: Published | null): View {
  const title = draft ? { zh: draft.title_zh, en: draft.title_en } : (published?.title ?? { zh: id, en: id })
  const definition = draft?.definition ?? published?.definition ?? {}
  return {
    id,
    title,
    definition,
    published: published?.version ?? null,
    publishedAt: published?.publishedAt ?? null,
    changed:
      draft !== null &&
      (published === null ||
        JSON.stringify([title, definition]) !== JSON.stringify([published.title, published.definition])),
    savedAt: draft?.saved_at.toISOString() ?? null,
    version: draft?.version ?? 0,
  }
}

/** Forms, published and being written, by id. */
export async function listFormDrafts(tx: Tx): Promise<View[]> {
  const published = new Map((await newestForms(tx)).map((form) => [form.id, form]))
  const drafts = new Map((await listDraftRows(tx)).map((draft) => [draft.form_id, draft]))
  return [...new Set([...published.keys(), ...drafts.keys()])]
    .sort()
    .map((id) => present(id, drafts.get(id) ?? null, published.get(id) ?? null))
}

/** Names of the questions that stand twice; their answers would lie over one another. */
function twice(definition: Record<string, unknown>): string[] {
  const names = questionsOf(definition).map(({ name }) => name)
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}

/** Saves the draft of a form. Throws `form_question_twice`, `version_conflict`. */
export async function saveForm(
  tx: Tx,
  input: {
    readonly id: string
    readonly version: number
    readonly title: { readonly zh: string; readonly en: string }
    readonly definition: Record<string, unknown>
  },
): Promise<View> {
  const doubled = twice(input.definition)
  if (doubled.length > 0) throw new AppError('form_question_twice', { names: doubled.join('、') })
  await saveDraftRow(tx, {
    form_id: input.id,
    title_zh: input.title.zh,
    title_en: input.title.en || input.title.zh,
    definition: input.definition,
    version: input.version,
    orgPath: tx.actor.orgPath,
  })
  tx.ledger({
    action: 'form.save',
    objectKind: 'form',
    objectId: input.id,
    orgPath: tx.actor.orgPath,
    data: { title: input.title.zh },
  })
  return present(input.id, await findDraft(tx, input.id), await newestForm(tx, input.id))
}

/** Publishes the draft that the caller saw as the next version. Throws `form_without_questions`. */
export async function publishForm(
  tx: Tx,
  input: { readonly id: string; readonly version: number },
): Promise<View> {
  const draft = await findDraft(tx, input.id)
  if (!draft) throw new AppError('not_found')
  if (draft.version !== input.version) throw new AppError('version_conflict')
  if (questionsOf(draft.definition).length === 0) throw new AppError('form_without_questions')
  const known = await newestForm(tx, input.id)
  const title = { zh: draft.title_zh, en: draft.title_en }
  if (known && !present(input.id, draft, known).changed)
    throw new AppError('action_not_possible', { state: 'published', action: 'publish' })
  await publishForms(
    tx,
    [{ id: input.id, version: (known?.version ?? 0) + 1, title, definition: draft.definition }],
    tx.actor.orgPath,
  )
  return present(input.id, draft, await newestForm(tx, input.id))
}
