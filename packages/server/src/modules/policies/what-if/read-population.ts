import { randomInt } from 'node:crypto'
import { HOUSEHOLD_KIND_LIST, householdKind } from '@lastmile/domain'
import type { Fact, Facts, Household } from '@lastmile/rules'
import { type Columns, ColumnsBuilder, type Grouping } from '@lastmile/rules/population'
import type { Tx } from '../../../platform/db/index.ts'
import { householdPlaces, readHouseholdFiles } from '../../households/index.ts'
import { streetOf } from '../desk/impact.ts'

/** Households of one query. */
const CHUNK = 1000

/** Columns of the households that the actor may see, and their parts by street and by kind. */
export interface Population {
  readonly columns: Columns
  readonly groupings: readonly Grouping[]
  /** Households that could not be read. */
  readonly refused: number
}

/**
 * Reads the present of all households within the actor's reach as columns of some facts, in an order that chance makes. Nothing
 * says who they are; of where they live the street is kept, and of who lives there the kind of household.
 */
export async function readPopulation(
  tx: Tx,
  dictionary: Facts,
  wanted: readonly Fact[],
  day: string,
): Promise<Population> {
  const places = shuffled(await householdPlaces(tx))
  const builder = new ColumnsBuilder(wanted)
  const [streets, kinds] = [new Parts('street'), new Parts('kind', HOUSEHOLD_KIND_LIST)]
  let refused = 0
  const skip = () => {
    refused++
  }
  for await (const [place, household] of households(tx, dictionary, wanted, day, places, skip)) {
    builder.add(household)
    streets.add(streetOf(place.org_path))
    kinds.add(kindOf(household, day))
  }
  return { columns: builder.finish(), groupings: [streets.grouping(), kinds.grouping()], refused }
}

type Place = Awaited<ReturnType<typeof householdPlaces>>[number]

/** The households of some places as the rules take them, in that order, with the facts that are wanted and dates of birth. */
export async function* households(
  tx: Tx,
  dictionary: Facts,
  wanted: readonly Fact[],
  day: string,
  places: readonly Place[],
  refused: (id: string, message: string) => void,
): AsyncGenerator<readonly [Place, Household]> {
  const facts = narrowed(dictionary, wanted)
  for (let from = 0; from < places.length; from += CHUNK) {
    const part = places.slice(from, from + CHUNK)
    const files = await readHouseholdFiles(
      tx,
      { facts },
      part.map(({ id }) => id),
      day,
    )
    for (const place of part) {
      const file = files.get(place.id)
      if (file?.ok) yield [place, file.household]
      else refused(place.id, file?.error.message ?? 'the household is gone')
    }
  }
}

function narrowed(dictionary: Facts, wanted: readonly Fact[]): Facts {
  const births = dictionary.person.get('birth_date')
  const all = [...new Set(births ? [...wanted, births] : wanted)]
  return { ...dictionary, all }
}

function kindOf({ members }: Household, day: string): string {
  return householdKind(
    members.map(({ facts: { birth_date: birth } }) => (typeof birth === 'number' ? asDay(birth) : null)),
    day,
  )
}

/** 20080630 → `2008-06-30`. */
function asDay(value: number): string {
  const text = String(value).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}

/** The part of each household, as it comes. */
class Parts {
  private readonly name: string
  private readonly places: Map<string, number>
  private readonly codes: number[] = []

  constructor(name: string, keys: readonly string[] = []) {
    this.name = name
    this.places = new Map(keys.map((key, place) => [key, place]))
  }

  add(key: string): void {
    const place = this.places.get(key) ?? this.places.size
    this.places.set(key, place)
    this.codes.push(place)
  }

  grouping(): Grouping {
    return { name: this.name, keys: [...this.places.keys()], codes: Uint8Array.from(this.codes) }
  }
}

function shuffled<T>(list: T[]): T[] {
  for (let last = list.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const [a, b] = [list[last] as T, list[other] as T]
    list[last] = b
    list[other] = a
  }
  return list
}
