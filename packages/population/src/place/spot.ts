import type { Rng } from '../chance/rng.ts'
import type { Committee, Spot } from './committees.ts'

/** Metres around the middle of a committee within which two thirds of its households live. */
const TOWN_METRES = 220
const VILLAGE_METRES = 480
const METRES_A_DEGREE = 111_195
const FARTHEST = 2.5

/** An invented place near the committee of a household, rounded to about a metre; null where the committee has none. */
export function spotIn(committee: Committee, rng: Rng): Spot | null {
  const { centre } = committee
  if (centre === null) return null
  const spread = committee.rural ? VILLAGE_METRES : TOWN_METRES
  const metres = () => spread * Math.max(-FARTHEST, Math.min(FARTHEST, rng.normal()))
  const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5
  return {
    lat: rounded(centre.lat + metres() / METRES_A_DEGREE),
    lng: rounded(centre.lng + metres() / (METRES_A_DEGREE * Math.cos((centre.lat * Math.PI) / 180))),
  }
}
