import { legalDateAt } from '@lastmile/domain'
import { householdKind, type Scheme, schemeOn, standingOf } from '@lastmile/measure'
import type { Library } from '@lastmile/rules'
import type { Tx } from '../../../platform/db/index.ts'
import { householdHeads } from '../../households/index.ts'
import type { AssessmentDeps } from '../deps.ts'
import { currentScheme } from '../scheme/current.ts'
import {
  type AssessmentRow,
  assessmentsOf,
  type ReckonedRow,
  writeAssessments,
} from '../store/assessments.ts'
import { householdsWithScores } from './household-with-scores.ts'

/**
 * Assesses some households anew, in this transaction and with the platform's reach: writes where each stands, and opens a decision again
 * whose proposal has become another. A household that cannot be read keeps what it had.
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
  const onDay = schemeOn(scheme, day)
  const rows: ReckonedRow[] = []
  for (const [id, file] of files) {
    const head = heads.get(id)
    if (!head || !file.ok) continue
    const bits = onDay.place(file.household)
    const standing = standingOf(bits, scheme)
    const known = before.get(id)
    const moves = (kind: 'ease' | 'learn') =>
      standing.moves.find((move) => move.kind === kind)?.indicator ?? null
    rows.push({
      household_id: id,
      org_path: head.orgPath,
      scheme_hash: hash,
      size: file.household.members.length,
      kind: householdKind(file.household, day),
      deprived: bits.deprived,
      unknown: bits.unknown,
      inapplicable: bits.inapplicable,
      floor: bits.floor,
      overrides: bits.overrides,
      lower: standing.lower,
      upper: standing.upper,
      proposed: standing.tier,
      possible: standing.possible,
      firmness: standing.firmness.level,
      ask: moves('learn') ?? heaviestUnknown(bits.unknown, scheme, standing.tier !== standing.possible),
      move: moves('ease'),
      state: stateAfter(known, standing.tier),
      tier: known?.tier ?? null,
    })
    if (known && known.state !== 'open' && known.decided_on !== standing.tier)
      tx.ledger({
        action: 'assessment.reopen',
        objectKind: 'household',
        objectId: id,
        householdId: id,
        orgPath: head.orgPath,
        data: { from: known.decided_on, to: standing.tier },
      })
  }
  await writeAssessments(tx, day, rows)
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
