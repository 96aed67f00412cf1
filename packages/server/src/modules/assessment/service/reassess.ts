import { legalDateAt } from '@lastmile/domain'
import { type Bits, householdKind, openScheme, type Scheme, schemeOn, standingOf } from '@lastmile/measure'
import type { Library } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads, markNews } from '../../households/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import {
  type AssessmentRow,
  assessmentsOf,
  type ReckonedRow,
  writeAssessments,
} from '../store/assessments.ts'
import { type WholeRow, writeWhole } from '../store/whole.ts'
import { householdsWithScores } from './household-with-scores.ts'

/**
 * Assesses some households anew, in this transaction and with the platform's reach: writes where each stands by what everybody on the case may
 * know and, apart, by all that is known; opens a decision again whose open proposal has become another. What is protected moves neither
 * decision nor thread (ADR 0008). A household that cannot be read keeps what it had.
 */
export async function reassess(
  tx: Tx,
  deps: AssessmentDeps,
  householdIds: readonly string[],
  library?: Library,
): Promise<void> {
  const { scheme, hash, ...current } = await currentScheme(tx, deps, library)
  const day = legalDateAt(tx.now)
  const heads = await householdHeads(tx, householdIds)
  const files = await householdsWithScores(tx, current.library.facts, householdIds, day)
  const before = await assessmentsOf(tx, householdIds, 'FOR UPDATE')
  const open = openScheme(scheme)
  const rows: ReckonedRow[] = []
  const whole: WholeRow[] = []
  for (const [id, file] of files) {
    const head = heads.get(id)
    if (!head || !file.ok) continue
    const at = { household_id: id, org_path: head.orgPath }
    whole.push({ ...at, ...standing(schemeOn(scheme, day).place(file.household), scheme) })
    const seen = standing(schemeOn(open, day).place(file.household), open)
    const known = before.get(id)
    rows.push({
      ...at,
      ...seen,
      scheme_hash: hash,
      size: file.household.members.length,
      kind: householdKind(file.household, day),
      state: stateAfter(known, seen.proposed),
      tier: known?.tier ?? null,
    })
    if (known && known.state !== 'open' && known.decided_on !== seen.proposed)
      tx.ledger({
        action: 'assessment.reopen',
        objectKind: 'household',
        objectId: id,
        householdId: id,
        orgPath: head.orgPath,
        data: { from: known.decided_on, to: seen.proposed },
      })
  }
  await writeAssessments(tx, day, rows)
  await writeWhole(tx, whole)
  const moved = rows.filter(({ household_id, proposed, possible, state }) => {
    const known = before.get(household_id)
    return known && (known.proposed !== proposed || known.possible !== possible || known.state !== state)
  })
  // Phones that carry them fetch where they stand now.
  if (moved.length > 0)
    await markNews(
      tx,
      moved.map(({ household_id }) => household_id),
    )
}

/** Where a household stands by a scheme: the whole one, or the open one that leaves out what is protected. */
function standing(bits: Bits, scheme: Scheme): Omit<WholeRow, 'household_id' | 'org_path'> {
  const { deprived, unknown, inapplicable, floor, overrides } = bits
  const { lower, upper, tier, possible, firmness, moves } = standingOf(bits, scheme)
  const moving = (kind: 'ease' | 'learn') => moves.find((move) => move.kind === kind)?.indicator ?? null
  return {
    deprived,
    unknown,
    inapplicable,
    floor,
    overrides,
    lower,
    upper,
    proposed: tier,
    possible,
    firmness: firmness.level,
    ask: moving('learn') ?? heaviestUnknown(unknown, scheme, tier !== possible),
    move: moving('ease'),
  }
}

/** A decision stands as long as the proposal that it was made on. */
function stateAfter(known: AssessmentRow | undefined, proposed: number): AssessmentRow['state'] {
  return known && known.state !== 'open' && known.decided_on === proposed ? known.state : 'open'
}

/** Where no single answer decides, the unknown indicator with the most weight. */
function heaviestUnknown(unknown: number, scheme: Scheme, open: boolean): string | null {
  if (!open) return null
  const weight = (bit: number) => scheme.weights.numerators[bit] ?? 0
  const [first] = scheme.indicators
    .filter(({ bit }) => (unknown >>> bit) & 1)
    .sort((a, b) => weight(b.bit) - weight(a.bit))
  return first?.id ?? null
}
