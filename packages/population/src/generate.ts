import type { LegalDate } from '@lastmile/domain'
import { drawCrises } from './assistance/crises.ts'
import { type Assistance, drawAssistance } from './assistance/receipts.ts'
import { parseDay, yearsBefore } from './chance/day.ts'
import { hashSeed, Rng, type Seed, STREAMS } from './chance/rng.ts'
import { DuplicatePlanter } from './duplicates.ts'
import { difficultyOf, isKept } from './household/difficulty.ts'
import { drawWorld } from './household/draw-world.ts'
import type { World, WorldEvent } from './household/world.ts'
import { IdentityIssuer } from './identity/issuer.ts'
import { PhoneIssuer } from './identity/phone.ts'
import { drawCommittee, type OrgUnitInput, readCommittees } from './place/committees.ts'
import { DEFAULT_ERRORS, type ErrorModel, NO_ERRORS } from './record/error-model.ts'
import { type Writer, writeHousehold } from './record/write-household.ts'
import type { SyntheticHousehold } from './synthetic-household.ts'

/** The day that the synthetic district is told for when none is given: a constant, so that a seed alone fixes every byte. */
export const DEFAULT_AS_OF: LegalDate = '2026-10-31'
/** Years that the history goes back. */
export const HISTORY_YEARS = 3

export interface GenerateOptions {
  readonly seed: Seed
  /** Number of households. */
  readonly count: number
  /** The org tree as a flat list; households live in its committees. */
  readonly org: readonly OrgUnitInput[]
  /**
   * `population` (default): a cross-section of all family households. `difficulty`: only households in and near difficulty,
   * drawn from the same population by leaving the others out; the first ones visit every committee once.
   */
  readonly focus?: 'population' | 'difficulty'
  /** Default `DEFAULT_AS_OF`. */
  readonly asOf?: LegalDate
  /** How records differ from life; `none` for records that are life itself. */
  readonly errors?: Partial<ErrorModel> | 'none'
}

/** Redraws of one household before a focus gives up: far beyond what a committee needs. */
const MAX_ATTEMPTS = 5_000

/**
 * The synthetic district, household by household, in constant memory. The same options give the same households, and the
 * first k of a run over N are those of a run over M, whatever N and M. Changing `errors` leaves the world behind the
 * records (who lives where, what happened, the gaps, needs and crises) as it was. Throws a RangeError for a count that is no whole number.
 */
export function* generateHouseholds(
  options: GenerateOptions,
): Generator<SyntheticHousehold, void, undefined> {
  const { seed, count, org, focus = 'population' } = options
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`not a number of households: ${count}`)
  const committees = readCommittees(org)
  const asOf = parseDay(options.asOf ?? DEFAULT_AS_OF)
  const start = yearsBefore(asOf, HISTORY_YEARS)
  const seedHash = hashSeed(seed)
  const errors: ErrorModel = options.errors === 'none' ? NO_ERRORS : { ...DEFAULT_ERRORS, ...options.errors }
  const writer: Writer = {
    seedHash,
    asOf,
    start,
    errors,
    identities: new IdentityIssuer(asOf, seedHash),
    phones: new PhoneIssuer(seedHash),
  }
  const planter = new DuplicatePlanter(seedHash, asOf, errors.duplicates)
  const inFocus = focus === 'difficulty'
  for (let index = 0; index < count; index += 1) {
    const place = Rng.for(seedHash, index, STREAMS.place, 1)
    const committee = drawCommittee(committees, index, inFocus, place)
    const { world, assistance, crises } = drawKept(committee, index, inFocus, writer)
    yield planter.visit(writeHousehold(index, world, assistance, crises, writer))
  }
}

interface Drawn {
  readonly world: World
  readonly assistance: Assistance
  readonly crises: readonly WorldEvent[]
}

/** Draws a household; under a focus, again until one belongs to it. */
function drawKept(
  committee: Parameters<typeof drawWorld>[0],
  index: number,
  inFocus: boolean,
  { seedHash, asOf, start }: Writer,
): Drawn {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const world = drawWorld(committee, { asOf, start }, Rng.for(seedHash, index, STREAMS.world, attempt))
    const rng = Rng.for(seedHash, index, STREAMS.assistance, attempt)
    const assistance = drawAssistance(world, start, asOf, rng)
    const crises = drawCrises(world, assistance.hardship, start, asOf, rng)
    if (
      !inFocus ||
      isKept(difficultyOf(world, assistance, crises, asOf), assistance.hardship, world.local, rng)
    )
      return { world, assistance, crises }
  }
  throw new RangeError(`no household in difficulty found for ${committee.path}`)
}
