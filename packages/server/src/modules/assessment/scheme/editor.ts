import { createHash } from 'node:crypto'
import type { SchemeView } from '@lastmile/contract'
import { newIdAt, scopeRange } from '@lastmile/domain'
import { checkCutoff, loadScheme, type Scheme } from '@lastmile/measure'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffByIds, staffOfDistrict, unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { groupedCells } from '../store/cells.ts'
import { changedScheme, type SchemeDraft } from './changed.ts'
import { currentScheme } from './current.ts'
import { endDraft, insertDraft, schemeVersions } from './store.ts'

type View = z.infer<typeof SchemeView>
/** Whose hours the tiers ask for. */
const ADVISORS = new Set(['cadre', 'backbone'])

/** The scheme in force, its drafts, and the district as counts of households that answer alike. */
export async function viewScheme(tx: Tx, deps: AssessmentDeps): Promise<View> {
  const { scheme, hash, text, library } = await currentScheme(tx, deps)
  const { document } = scheme
  const range = scopeRange(tx.actor.orgPath)
  const cells = await groupedCells(tx, { ...range, schemeHash: hash, by: { unitDepth: 2 } })
  const paths = [...cells.keys()].sort()
  const units = await unitNames(tx, paths)
  const people = (await staffOfDistrict(tx)).filter((one) => one.active && ADVISORS.has(one.role))
  const versions = await schemeVersions(tx)
  const staff = await staffByIds(
    tx,
    versions.flatMap((one) => [one.drafted_by, one.published_by]),
  )
  return {
    id: scheme.id,
    version: document.version,
    name: document.name,
    status: document.status,
    note: document.note ?? null,
    hash,
    text,
    povertyLine: String(document.poverty_line),
    hoursOfAnAdvisorAMonth: document.hours_of_an_advisor_a_month,
    dimensions: document.dimensions.map(({ id, name, parts, indicators }) => ({
      id,
      name,
      parts,
      indicators: indicators.map((one) => ({
        id: one.id,
        name: one.name,
        cutoff: one.cutoff,
        parts: one.parts,
        on: one.off !== true,
        when: one.when.text,
        numbers: [...checkCutoff(scheme, one.when.text).numbers],
        guarded: scheme.indicators.some(({ id: own, protected: guarded }) => own === one.id && guarded),
      })),
    })),
    tiers: document.tiers.map((one) => ({
      tier: one.tier,
      name: one.name,
      atLeast: String(one.at_least),
      visitEveryDays: one.visit_every_days,
      assessEveryDays: one.assess_every_days,
      advisorHoursAMonth: one.advisor_hours_a_month,
      secondConfirmation: one.second_confirmation,
    })),
    streets: paths.map((path) => ({
      path,
      name: units.get(path) ?? path,
      advisors: people.filter((one) => one.orgPath.startsWith(path)).length,
      cells: (cells.get(path) ?? []).map((cell): [number, number, number, number] => [
        cell.deprived,
        cell.unknown,
        cell.floor,
        cell.units,
      ]),
    })),
    versions: versions.map((one) => ({
      id: one.id,
      hash: one.hash,
      note: one.note,
      state: one.state,
      draftedBy: staff.get(one.drafted_by)?.name ?? '',
      draftedAt: one.drafted_at.toISOString(),
      mine: one.drafted_by === tx.actor.userId,
      publishedBy: one.published_by ? (staff.get(one.published_by)?.name ?? '') : null,
      publishedAt: one.published_at?.toISOString() ?? null,
      changes:
        one.state === 'draft'
          ? changesBetween(
              scheme,
              loadScheme({ path: 'scheme.yaml', text: one.text }, library, deps.instruments),
            )
          : [],
      version: one.version,
    })),
  }
}

/** What an indicator is in a scheme: whether it counts, and from where on. */
function indicatorsOf({ document }: Scheme) {
  return document.dimensions.flatMap((one) => one.indicators)
}

function changesBetween(before: Scheme, after: Scheme): { zh: string; en: string }[] {
  const changes: { zh: string; en: string }[] = []
  const say = (name: { zh: string; en: string }, from: unknown, to: unknown) => {
    if (String(from) !== String(to))
      changes.push({ zh: `${name.zh}：${from} → ${to}`, en: `${name.en}: ${from} → ${to}` })
  }
  for (const one of after.document.dimensions) {
    const old = before.document.dimensions.find(({ id }) => id === one.id)
    say(one.name, old?.parts ?? '—', one.parts)
  }
  for (const one of indicatorsOf(after)) {
    const old = indicatorsOf(before).find(({ id }) => id === one.id)
    const state = (of: typeof old, language: 'zh' | 'en') =>
      of === undefined ? '—' : of.off ? { zh: '不用', en: 'off' }[language] : of.cutoff[language]
    const [zh, en] = [
      [state(old, 'zh'), state(one, 'zh')],
      [state(old, 'en'), state(one, 'en')],
    ]
    const same = old?.off === one.off && old?.cutoff.zh === one.cutoff.zh && old?.when.text === one.when.text
    if (!same) {
      const formula = old?.when.text === one.when.text ? '' : `（${one.when.text}）`
      changes.push({
        zh: `${one.name.zh}：${zh?.join(' → ')}${formula}`,
        en: `${one.name.en}: ${en?.join(' → ')}${formula}`,
      })
    }
  }
  for (const one of after.document.tiers) {
    const old = before.document.tiers.find(({ tier }) => tier === one.tier)
    say(one.name, old?.at_least ?? '—', one.at_least)
  }
  say({ zh: '贫困线', en: 'Poverty line' }, before.document.poverty_line, after.document.poverty_line)
  return changes
}

/** Drafts a scheme with other weights, lines and cut-offs. Throws `scheme_outdated`, `scheme_not_sound`. */
export async function draftScheme(
  tx: Tx,
  deps: AssessmentDeps,
  input: SchemeDraft & { readonly note: string },
): Promise<{ id: string; hash: string }> {
  const made = await changedScheme(tx, deps, input)
  if (!made.scheme)
    throw new AppError('scheme_not_sound', {
      problems: made.problems.map(({ message }) => message).join('; '),
    })
  const id = newIdAt(tx.now)
  const hash = createHash('sha256').update(made.text).digest('hex')
  await insertDraft(tx, { id, org_path: tx.actor.orgPath, text: made.text, hash, note: input.note })
  tellOf(tx, 'scheme.draft', id, { note: input.note, hash })
  return { id, hash }
}

/** Puts a draft in force by a second person, and asks for every household to be assessed anew. */
export async function publishScheme(
  tx: Tx,
  deps: AssessmentDeps,
  input: { readonly id: string; readonly version: number },
): Promise<{ jobId: string }> {
  const draft = await endDraft(tx, { ...input, state: 'published' })
  tellOf(tx, 'scheme.publish', draft.id, { note: draft.note, hash: draft.hash })
  return deps.requestAll(tx)
}

/** Withdraws a draft. */
export async function withdrawScheme(
  tx: Tx,
  input: { readonly id: string; readonly version: number },
): Promise<{ id: string }> {
  const draft = await endDraft(tx, { ...input, state: 'withdrawn' })
  tellOf(tx, 'scheme.withdraw', draft.id, { note: draft.note })
  return { id: draft.id }
}

function tellOf(tx: Tx, action: string, id: string, data: Readonly<Record<string, string>>): void {
  tx.ledger({ action, objectKind: 'scheme_version', objectId: id, orgPath: tx.actor.orgPath, data })
}
