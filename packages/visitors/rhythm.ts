// When people are up: the hours of each place's day, added up over the world.
import { type Place, places } from './places.ts'
import type { Random } from './random.ts'
import { Weighted } from './weighted.ts'

const HOUR = 3_600_000

/** Visits by local hour, 0 to 23, against the others: asleep at four, a lunch break, the evening on the sofa. */
// biome-ignore format: a day reads as a day
const day = [14, 8, 5, 4, 4, 7, 15, 28, 42, 52, 56, 58, 62, 58, 54, 54, 56, 60, 66, 74, 82, 80, 58, 32]
/** By UTC day of the week, from Sunday. */
const week = [0.92, 1.06, 1.04, 1.02, 1.03, 1.0, 0.93]

/** For each UTC hour: who is up, and how many against other hours. */
const hours = Array.from({ length: 24 }, (_, hour) => {
  const awake = (place: Place) => place.weight * curveAt(hour * 60 + 30 + place.offset)
  return {
    total: places.reduce((sum, place) => sum + awake(place), 0),
    places: new Weighted(places, awake),
  }
})

/** Where a visit at this instant (ms) comes from. */
export function drawPlace(at: number, random: Random): Place {
  return hours[Math.floor(at / HOUR) % 24]!.places.draw(random)
}

/** How busy the world is at this instant (ms), in units that mean something only against each other. */
export function activityAt(at: number): number {
  const hour = Math.floor(at / HOUR)
  return hours[hour % 24]!.total * week[(Math.floor(hour / 24) + 4) % 7]!
}

/** The sum of the activity from one instant (ms) to another, in units × hours. */
export function activityBetween(from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; ) {
    const next = Math.min(to, (Math.floor(at / HOUR) + 1) * HOUR)
    sum += (activityAt(at) * (next - at)) / HOUR
    at = next
  }
  return sum
}

/** The curve at a minute of the local day, straight between the middles of the hours. */
function curveAt(minute: number): number {
  const place = (minute - 30 + 2 * 1440) % 1440
  const hour = Math.floor(place / 60)
  const rest = (place % 60) / 60
  return day[hour]! * (1 - rest) + day[(hour + 1) % 24]! * rest
}
