import type { Rng } from '../chance/rng.ts'
import type { Committee } from './committees.ts'

const ENDING = /(社区)?(居民委员会|居委会|村民委员会|村委会|居民区|社区)$/

/**
 * An invented address in a committee: its own name with a lane, a house and a room (居委会) or a farmhouse number (村).
 * No such lane need exist.
 */
export function addressIn(committee: Committee, rng: Rng): string {
  const place = `${committee.district}${committee.street}`
  const stem = committee.name.replace(ENDING, '')
  if (committee.rural) {
    const village = stem.endsWith('村') ? stem : `${stem}村`
    return `${place}${village}${rng.between(1, 28)}组${rng.between(1, 180)}号`
  }
  const room = rng.between(1, 6) * 100 + rng.between(1, 4)
  return `${place}${stem}路${rng.between(1, 60) * 8}弄${rng.between(1, 48)}号${room}室`
}
