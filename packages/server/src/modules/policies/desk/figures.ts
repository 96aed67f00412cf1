import type { FigureToVerify } from '@lastmile/contract'
import { legalDateAt, newIdAt } from '@lastmile/domain'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { openChanged, textHash, textOf } from '../library-texts.ts'
import { requestScreening } from '../nightly/request-screening.ts'
import { createChange, nextPublication, requireSound, requireState, saveChange, tell } from './changes.ts'
import type { DeskDeps } from './deps.ts'
import { addValue, confirmValue } from './edit-figure.ts'
import { figureFiles } from './figure-files.ts'
import { type ChangeSummary, type ChangeView, hashIn, summaries } from './present-change.ts'
import { getChange, insertChange, lockPublication, updateChange } from './store.ts'

function requireText(text: string | null, name: string): string {
  if (text === null) throw new AppError('figure_unknown', { name })
  return text
}

/** Gives a figure a new value from a day on: in a draft that is there, or in a new one. */
export async function editFigure(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly change?: { readonly id: string; readonly version: number } | undefined
    readonly title?: string | undefined
    readonly reason?: string | undefined
    readonly path: string
    readonly name: string
    readonly value: number
    readonly from: string
    readonly to: string | null
    readonly verified: 'verified' | 'second-hand' | 'unverified'
    readonly source: string
  },
): Promise<ChangeView> {
  const { change, path, name, title, reason } = input
  const { source, library } = await deps.holder.current(tx)
  const draft = change ? await getChange(tx, change.id) : null
  if (draft) requireState(draft, ['draft'], 'save')
  const text = requireText(draft?.files[path] ?? textOf(source, path), name)
  const edited = {
    path,
    text: addValue(text, name, {
      value: input.value,
      from: input.from,
      to: input.to,
      verified: input.verified,
      source: input.source,
    }),
    base: draft && path in draft.bases ? (draft.bases[path] ?? null) : hashIn(source, path),
  }
  const label = figureFiles({ source, library }).find((one) => one.path === path && one.name === name)?.label
    .zh
  const view =
    draft && change
      ? await saveChange(tx, deps, {
          ...change,
          title,
          reason,
          files: [
            ...Object.entries(draft.files)
              .filter(([other]) => other !== path)
              .map(([other, old]) => ({ path: other, text: old, base: draft.bases[other] ?? null })),
            edited,
          ],
        })
      : await createChange(tx, deps, {
          title: title ?? `${label ?? name}：${input.from} 起 ${input.value}`,
          reason: reason ?? input.source,
          effectiveOn: input.from,
          files: [edited],
        })
  tell(tx, 'policy.figure', view, { name, value: input.value, from: input.from })
  return view
}

/** A named official saw a figure at its source: published at once, and nothing but source and certainty changes. */
export async function confirmFigure(
  tx: Tx,
  deps: DeskDeps,
  input: {
    readonly path: string
    readonly name: string
    readonly from: string | null
    readonly value: number
    readonly source: string
  },
): Promise<ChangeSummary> {
  await lockPublication(tx)
  const { path, name } = input
  const base = await deps.holder.current(tx)
  const text = requireText(textOf(base.source, path), name)
  const files = { [path]: confirmValue(text, name, input) }
  await requireSound(tx, deps, { files })
  const id = newIdAt(tx.now)
  const label = figureFiles(base).find((one) => one.path === path && one.name === name)?.label.zh ?? name
  const title = `核实：${label}（${input.value}）`
  await insertChange(tx, {
    id,
    title,
    reason: input.source,
    kind: 'confirmation',
    files,
    bases: { [path]: textHash(text) },
    effective_on: legalDateAt(tx.now),
    rolls_back: null,
  })
  await updateChange(tx, id, null, {
    ...(await nextPublication(tx, openChanged(base, files))),
    proposed_by: tx.actor.userId,
    proposed_at: tx.now,
  })
  tell(tx, 'policy.confirm', { id, title }, { name, value: input.value, source: input.source })
  await requestScreening(tx, deps.jobs(), 'published')
  const [summary] = await summaries(tx, [await getChange(tx, id)])
  if (!summary) throw new AppError('not_found')
  return summary
}

/** Every figure that nobody confirmed at its source: those of today and of later, and on demand those of the past. */
export async function figuresToVerify(
  tx: Tx,
  deps: DeskDeps,
  input: { readonly past: boolean },
): Promise<z.infer<typeof FigureToVerify>[]> {
  const opened = await deps.holder.current(tx)
  const today = legalDateAt(tx.now)
  return figureFiles(opened).flatMap((figure) =>
    figure.values
      .filter((entry) => entry.verified !== 'verified')
      .filter((entry) => input.past || entry.to === null || entry.to >= today)
      .map((entry) => ({
        path: figure.path,
        name: figure.name,
        label: { ...figure.label },
        unit: figure.unit,
        value: entry.value,
        from: entry.from,
        to: entry.to,
        verified: entry.verified,
        source: entry.source,
        note: entry.note ?? figure.note,
        policies: figure.policies.map(({ id, name }) => ({ id, name: { ...name } })),
      })),
  )
}
