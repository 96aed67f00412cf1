import type { Library } from '@lastmile/rules'
import type { PopulationSource } from '@lastmile/rules/node'
import { ColumnsBuilder } from '@lastmile/rules/population'
import type { Tx } from '../../../platform/db/index.ts'
import { householdPlaces } from '../../households/index.ts'
import { households } from './read-population.ts'

const SHARD = 1_000_000

/**
 * The households within the actor's reach as a population for commands, in the order of the database, each with its unit. That they
 * were read stands in the ledger.
 * @param day legal day that decides who is a member
 */
export function databasePopulation(
  tx: Tx,
  library: Library,
  day: string,
  action: 'simulate.read' | 'screening.read',
): PopulationSource {
  return async function* read({ facts, ids, shard = SHARD }, refused) {
    const wanted = [...facts]
    const fresh = () => new ColumnsBuilder(wanted, { ids: ids === true })
    const places = await householdPlaces(tx)
    let builder = fresh()
    let read = 0
    const skip = (id: string, message: string) => refused.add(id, message)
    for await (const [place, household] of households(tx, library.facts, wanted, day, places, skip)) {
      builder.add(household, { id: place.id, org: place.org_path })
      read++
      if (builder.households < shard) continue
      const full = builder
      builder = fresh()
      yield full.finish()
    }
    if (builder.households > 0) yield builder.finish()
    const { orgPath } = tx.actor
    tx.ledger({
      action,
      objectKind: 'population',
      objectId: orgPath,
      orgPath,
      data: { date: day, households: read, refused: refused.count },
    })
  }
}
