// Which of many buckets of time have a label on an axis: those where a person would put one, a midnight, a Monday, a first.
import { formatTime } from './clock.ts'
import { cutTime, type Wall } from './time.ts'

interface Ladder {
  readonly is: (wall: Wall) => boolean
  readonly write: (wall: Wall) => string
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const writeClock = (wall: Wall) => (wall % DAY === 0 ? writeDay(wall) : new Date(wall).toISOString().slice(11, 16))
const writeDay = (wall: Wall) => formatTime(wall, 'DAY').replace(/ \d+$/, '')
const writeMonth = (wall: Wall) =>
  new Date(wall).getUTCMonth() === 0 ? formatTime(wall, 'YEAR') : formatTime(wall, 'MONTH').slice(0, 3)

const everyTime = (length: number): Ladder => ({ is: wall => wall % length === 0, write: writeClock })
const everyDay = (is: (wall: Wall) => boolean): Ladder => ({
  is: wall => wall % DAY === 0 && is(wall),
  write: writeDay,
})
const everyMonth = (months: number): Ladder => ({
  is: wall => {
    const date = new Date(wall)
    return cutTime(wall, 'MONTH') === wall && (date.getUTCFullYear() * 12 + date.getUTCMonth()) % months === 0
  },
  write: writeMonth,
})
const everyYear = (years: number): Ladder => ({
  is: wall => cutTime(wall, 'YEAR') === wall && new Date(wall).getUTCFullYear() % years === 0,
  write: wall => formatTime(wall, 'YEAR'),
})

/** From the closest to the widest. */
const LADDER: readonly Ladder[] = [
  ...[1, 2, 5, 10, 15, 30].map(seconds => everyTime(seconds * 1000)),
  ...[1, 2, 5, 10, 15, 30].map(minutes => everyTime(minutes * MINUTE)),
  ...[1, 2, 3, 6, 12].map(hours => everyTime(hours * HOUR)),
  everyDay(() => true),
  everyDay(wall => (wall / DAY) % 2 === 0),
  everyDay(wall => cutTime(wall, 'WEEK') === wall),
  everyDay(wall => cutTime(wall, 'WEEK') === wall && (wall / DAY + 3) % 14 === 0),
  ...[1, 2, 3, 6].map(everyMonth),
  ...[1, 2, 5, 10, 20, 50, 100].map(everyYear),
]

/** Labels by the index of their bucket. Buckets are in order; `most` is how many labels there is room for. */
export function pickTicks(buckets: readonly Wall[], granularity: string, most: number): Map<number, string> {
  const room = Math.max(1, most)
  for (const { is, write } of LADDER) {
    const found = buckets.flatMap((wall, index) => (is(wall) ? [index] : []))
    if (found.length > room) continue
    // Too few to read the axis by: weeks that begin on no first of a month, say.
    if (found.length < Math.min(2, buckets.length)) break
    return new Map(found.map(index => [index, write(buckets[index]!)]))
  }
  const step = Math.max(1, Math.ceil(buckets.length / room))
  const write =
    granularity === 'WEEK' || granularity === 'DAY' ? writeDay : (wall: Wall) => formatTime(wall, granularity)
  return new Map(buckets.flatMap((wall, index) => (index % step === 0 ? [[index, write(wall)] as const] : [])))
}
