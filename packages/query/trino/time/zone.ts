// Time zones: which names Trino takes, and what their clocks show. A zone is its name: UTC, a region's, or an offset such as +05:30.
import { MINUTE, WEEK } from './calendar.ts'
import { regions } from './region.ts'

const UTC_NAMES = new Set(
  `GMT GMT0 GMT+0 GMT-0 Etc/GMT Etc/GMT0 Etc/GMT+0 Etc/GMT-0 UT UT+0 UT-0 Etc/UT Etc/UT+0 Etc/UT-0 UTC UTC+0 UTC-0 Etc/UTC
   Etc/UTC+0 Etc/UTC-0 +0000 +00:00 -0000 -00:00 Z Zulu UCT Greenwich Universal Etc/Universal Etc/UCT`.split(/\s+/),
)
const PREFIXED = /^(Etc\/GMT|Etc\/UTC|Etc\/UT|GMT|UTC|UT)(.*)$/
/** Minutes. */
const MOST = 14 * 60
const LAST = 8.64e15

/** The name that Trino knows the zone by; undefined for what is none. */
export function findZone(name: string): string | undefined {
  if (name === 'UTC' || regions.has(name)) return name
  const zone = UTC_NAMES.has(name) ? 'UTC' : (readPrefixed(name) ?? readOffset(name))
  return zone === undefined || zone === 'UTC' || isOffset(zone) ? zone : undefined
}

/** GMT+7, Etc/GMT-7 (which is +07:00), UTC+05:30. */
function readPrefixed(name: string): string | undefined {
  const [, prefix, rest] = PREFIXED.exec(name) ?? []
  const [, hours, minutes = '0'] = /^([+-]\d{1,2})(?::(\d+))?$/.exec(rest ?? '') ?? []
  if (hours === undefined) return undefined
  const hour = prefix === 'Etc/GMT' ? -Number(hours) : Number(hours)
  return writeOffset((hour < 0 ? -1 : 1) * (Math.abs(hour) * 60 + Number(minutes)))
}

/** +7, +07, +07:30, +0730, and the same with seconds of 0. */
function readOffset(name: string): string | undefined {
  const [, sign, hour, minute = '0'] = /^([+-])(\d\d?)(?:(?<=\d\d)(?::(\d\d)(?::00)?)?)?$/.exec(name) ?? []
  if (hour !== undefined) return fromParts(sign!, hour, minute)
  const [, sign2, hour2, minute2] = /^([+-])(\d\d)(\d\d)(?:00)?$/.exec(name) ?? []
  return hour2 === undefined ? undefined : fromParts(sign2!, hour2, minute2!)
}

function fromParts(sign: string, hour: string, minute: string): string | undefined {
  return Number(minute) > 59 ? undefined : writeOffset((sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute)))
}

const isOffset = (zone: string): boolean => {
  const minutes = minutesOf(zone)
  return minutes !== undefined && Math.abs(minutes) <= MOST
}

/** The zone that is always so many minutes ahead; undefined for more than 14 hours. */
export function zoneOfMinutes(minutes: number): string | undefined {
  return Math.abs(minutes) <= MOST ? writeOffset(minutes) : undefined
}

function writeOffset(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const pad = (part: number) => String(part).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`
}

/** Of a zone that is an offset. */
function minutesOf(zone: string): number | undefined {
  const [, sign, hour, minute] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? []
  return hour === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute))
}

/** How far the zone's clocks are ahead of UTC's at an instant, ms. */
export function offsetAt(zone: string, at: number): number {
  return zone === 'UTC' ? 0 : clockOf(zone)(at)
}

type Clock = (at: number) => number

const clocks = new Map<string, Clock>()

function clockOf(zone: string): Clock {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const minutes = minutesOf(zone)
  const clock = minutes === undefined ? regionClock(zone) : () => minutes * MINUTE
  clocks.set(zone, clock)
  return clock
}

/** Within a week clocks are changed once at most: looked up once for each week that is asked for. */
function regionClock(zone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  const read: Clock = at => parseOffset(format.format(Math.max(-LAST, Math.min(LAST, at))))
  const weeks = new Map<number, { readonly before: number; readonly change: number; readonly after: number }>()
  return at => {
    const number = Math.floor(at / WEEK)
    let week = weeks.get(number)
    if (week === undefined) {
      week = readWeek(number * WEEK, read)
      weeks.set(number, week)
    }
    return at < week.change ? week.before : week.after
  }
}

function readWeek(start: number, read: Clock) {
  const [before, after] = [read(start), read(start + WEEK)]
  let [same, change] = [start, start + WEEK]
  while (before !== after && change - same > 1000) {
    const middle = Math.floor((same + change) / 2000) * 1000
    if (read(middle) === before) same = middle
    else change = middle
  }
  return { before, change, after }
}

/** Of `1/1/1970, GMT+00:53:28`. */
function parseOffset(text: string): number {
  const [, sign, hour = '0', minute = '0', second = '0'] = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute) + Number(second) / 60) * MINUTE || 0
}

export const toLocal = (zone: string, at: number): number => at + offsetAt(zone, at)

/** All offsets at which the zone's clocks show a time: none where they leave it out, two where they show it twice, earlier first. */
export function offsetsOf(zone: string, local: number): readonly number[] {
  const near = [offsetAt(zone, local - 86_400_000), offsetAt(zone, local + 86_400_000)]
  const valid = near.filter(offset => offsetAt(zone, local - offset) === offset)
  return valid[0] === valid[1] ? valid.slice(0, 1) : valid
}

/**
 * The instant at which the zone's clocks show a time: the first of two, and for one that they leave out what they would
 * show if they had not been changed. An instant nearby, where there is one, says which of two is meant.
 */
export function toInstant(zone: string, local: number, nearby?: number): number {
  if (zone === 'UTC') return local
  if (nearby !== undefined) {
    const offset = offsetAt(zone, nearby)
    if (offsetAt(zone, local - offset) === offset) return local - offset
  }
  return local - (offsetsOf(zone, local)[0] ?? offsetAt(zone, local - 86_400_000))
}
