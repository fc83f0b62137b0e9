// How times are written for people.
import type { Wall } from './time.ts'

const MONTHS: readonly string[] = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December'],
]
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

const two = (value: number) => String(value).padStart(2, '0')

interface Clock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly time: string
  readonly wall: Wall
}

function readClock(wall: Wall): Clock {
  const date = new Date(wall)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
    wall,
  }
}

const writeDay = ({ day, month }: Clock) => `${day} ${MONTHS[month]!.slice(0, 3)}`
const writeWhole = (clock: Clock) => `${WEEKDAYS[clock.weekday]!.slice(0, 3)}, ${writeDay(clock)} ${clock.year}`

/** Where there is room, as in a tooltip. */
const LONG: Readonly<Record<string, (clock: Clock) => string>> = {
  SECOND: clock => `${writeDay(clock)} ${clock.year}, ${clock.time}:${two(new Date(clock.wall).getUTCSeconds())}`,
  MINUTE: clock => `${writeWhole(clock)}, ${clock.time}`,
  HOUR: clock => `${writeWhole(clock)}, ${clock.time}`,
  DAY: writeWhole,
  WEEK: clock => `Week of ${writeDay(clock)} ${clock.year}`,
  MONTH: clock => `${MONTHS[clock.month]} ${clock.year}`,
  QUARTER: clock => `Q${Math.floor(clock.month / 3) + 1} ${clock.year}`,
  YEAR: clock => String(clock.year),
}

/** In a table's cell, a bar's label: without the weekday. */
const SHORT: Readonly<Record<string, (clock: Clock) => string>> = {
  ...LONG,
  MINUTE: clock => `${writeDay(clock)}, ${clock.time}`,
  HOUR: clock => `${writeDay(clock)}, ${clock.time}`,
  DAY: clock => `${writeDay(clock)} ${clock.year}`,
  WEEK: clock => `${writeDay(clock)} ${clock.year}`,
  MONTH: clock => `${MONTHS[clock.month]!.slice(0, 3)} ${clock.year}`,
}

export function formatTime(wall: Wall, granularity: string, isLong = false): string {
  return ((isLong ? LONG : SHORT)[granularity] ?? SHORT.SECOND!)(readClock(wall))
}

/** QuickSight's patterns, as `MMM D, YYYY h:mm A`; text in [brackets] stands for itself. */
export function formatPattern(wall: Wall, pattern: string): string {
  const date = new Date(wall)
  const clock = readClock(wall)
  const hour = date.getUTCHours()
  const half = hour % 12 || 12
  const words: Readonly<Record<string, string>> = {
    Y: String(clock.year),
    YY: two(clock.year % 100),
    YYYY: String(clock.year),
    Q: String(Math.floor(clock.month / 3) + 1),
    M: String(clock.month + 1),
    MM: two(clock.month + 1),
    MMM: MONTHS[clock.month]!.slice(0, 3),
    MMMM: MONTHS[clock.month]!,
    D: String(clock.day),
    DD: two(clock.day),
    ddd: WEEKDAYS[clock.weekday]!.slice(0, 3),
    dddd: WEEKDAYS[clock.weekday]!,
    H: String(hour),
    HH: two(hour),
    h: String(half),
    hh: two(half),
    m: String(date.getUTCMinutes()),
    mm: two(date.getUTCMinutes()),
    s: String(date.getUTCSeconds()),
    ss: two(date.getUTCSeconds()),
    SSS: String(date.getUTCMilliseconds()).padStart(3, '0'),
    A: hour < 12 ? 'AM' : 'PM',
    a: hour < 12 ? 'am' : 'pm',
  }
  // Java's letters, which QuickSight takes, too.
  const same: Readonly<Record<string, string>> = { yyyy: 'YYYY', yy: 'YY', d: 'D', dd: 'DD', EEE: 'ddd', EEEE: 'dddd' }
  return pattern.replace(/\[([^\]]*)\]|'([^']*)'|([YyQMDdEHhmsSAa])\3*/g, (token, bracket, quoted) =>
    bracket !== undefined ? bracket : quoted !== undefined ? quoted : (words[same[token] ?? token] ?? token),
  )
}
