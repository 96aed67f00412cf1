import { createHash } from 'node:crypto'
import type { SchemeView } from '@lastmile/contract'
import { newIdAt, scopeRange } from '@lastmile/domain'
import { loadScheme, rewriteScheme, type Scheme, SchemeError } from '@lastmile/measure'
import { describeProblem } from '@lastmile/rules'
import type { z } from 'zod'
import type { Tx } from '../../../platform/db/index.ts'
import { AppError } from '../../../platform/errors/index.ts'
import { staffByIds, staffOfDistrict, unitNames } from '../../identity/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { groupedCells } from '../store/cells.ts'
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
  for (const one of after.document.tiers) {
    const old = before.document.tiers.find(({ tier }) => tier === one.tier)
    say(one.name, old?.at_least ?? '—', one.at_least)
  }
  say({ zh: '贫困线', en: 'Poverty line' }, before.document.poverty_line, after.document.poverty_line)
  return changes
}

/** Drafts a scheme with other weights and lines. Throws `scheme_outdated`, `scheme_not_sound`. */
export async function draftScheme(
  tx: Tx,
  deps: AssessmentDeps,
  input: {
    readonly base: string
    readonly note: string
    readonly dimensions: Readonly<Record<string, number>>
    readonly tiers: Readonly<Record<string, string>>
    readonly povertyLine?: string | undefined
  },
): Promise<{ id: string; hash: string }> {
  const { scheme, hash, text, library } = await currentScheme(tx, deps)
  if (hash !== input.base) throw new AppError('scheme_outdated')
  const version = nextVersion(scheme.document.version)
  const rewritten = rewriteScheme(text, { ...input, version })
  if (rewritten.unknown.length > 0)
    throw new AppError('scheme_not_sound', { problems: `没有 ${rewritten.unknown.join('、')}` })
  try {
    loadScheme({ path: 'scheme.yaml', text: rewritten.text }, library, deps.instruments)
  } catch (error) {
    if (!(error instanceof SchemeError)) throw error
    throw new AppError('scheme_not_sound', { problems: error.problems.map(describeProblem).join('; ') })
  }
  const id = newIdAt(tx.now)
  const made = createHash('sha256').update(rewritten.text).digest('hex')
  await insertDraft(tx, {
    id,
    org_path: tx.actor.orgPath,
    text: rewritten.text,
    hash: made,
    note: input.note,
  })
  tellOf(tx, 'scheme.draft', id, { note: input.note, hash: made })
  return { id, hash: made }
}

/** `2026-1` becomes `2026-1.1`, that `2026-1.2`. */
function nextVersion(version: string): string {
  const parts = /^(.*)\.(\d+)$/.exec(version)
  return parts ? `${parts[1]}.${Number(parts[2]) + 1}` : `${version}.1`
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
