// Parts of a text that say a number, or a zone.
import { HOUR, MINUTE, SECOND } from './calendar.ts'
import { regions } from './region.ts'

interface Found {
  readonly value: number
  /** Behind it. */
  readonly end: number
}

/** Up to `most` digits, with a sign before where there may be one. @throws Error for one that no int holds */
export function readNumber(text: string, place: number, most: number, isSigned: boolean): Found | undefined {
  const rest = text.slice(place)
  const sign = isSigned ? (/^[+-](?=\d)/.exec(rest)?.[0] ?? '') : ''
  const digits = /^\d*/.exec(rest.slice(sign.length, sign.length + most))![0]
  if (digits === '') return undefined
  return { value: toInt(sign + digits), end: place + sign.length + digits.length }
}

function toInt(text: string): number {
  const value = Number(text)
  if (value <= 2147483647 && value >= -2147483648) return value
  throw new Error(`INVALID_FUNCTION_ARGUMENT: For input string: "${text.replace('+', '')}"`)
}

/** Two digits, as the year within 50 of the pivot; more and less of them, or a sign, where it is lenient, as they are. */
export function readTwoDigits(text: string, place: number, pivot: number, isLenient: boolean): Found | undefined {
  if (isLenient) {
    const [all, sign, digits] = /^([+-]?)(\d*)/.exec(text.slice(place))!
    if (digits === '') return undefined
    if (sign !== '' || digits!.length !== 2) return { value: toInt(all), end: place + all.length }
  }
  const digits = /^\d\d/.exec(text.slice(place))?.[0]
  if (digits === undefined) return undefined
  const low = pivot - 50
  const value = Number(digits) + Math.floor(low / 100) * 100
  return { value: value < low ? value + 100 : value, end: place + 2 }
}

/**
 * Hours, minutes, seconds and ms that clocks are ahead, with colons or without; `zero` where they are not.
 * `place` is behind it, or `~` where it cannot be read on.
 */
export function readOffset(text: string, place: number, zero: string | null): { offset: number; place: number } {
  if (zero !== null && text.slice(place, place + zero.length).toUpperCase() === zero) {
    return { offset: 0, place: place + zero.length }
  }
  const fail = (at: number) => ({ offset: 0, place: ~at })
  const sign = text[place]
  if (text.length - place <= 1 || (sign !== '+' && sign !== '-')) return fail(place)
  let at = place + 1
  const hours = twoDigits(text, at)
  if (hours === undefined || hours > 23) return fail(at)
  at += 2
  let offset = hours * HOUR
  const done = () => ({ offset: sign === '-' ? -offset : offset, place: at })
  const hasColons = text[at] === ':'
  if (hasColons) at++
  else if (!/\d/.test(text[at] ?? '')) return done()
  for (const unit of [MINUTE, SECOND]) {
    if (unit === SECOND) {
      if (at >= text.length) return done()
      if (hasColons && text[at] !== ':') return done()
      if (hasColons) at++
      else if (!/\d/.test(text[at]!)) return done()
    }
    const part = twoDigits(text, at)
    if (part === undefined || part > 59) return fail(at)
    offset += part * unit
    at += 2
  }
  if (at >= text.length) return done()
  if (hasColons && text[at] !== '.' && text[at] !== ',') return done()
  if (hasColons) at++
  const digits = /^\d{0,3}/.exec(text.slice(at))![0]
  if (digits === '') return hasColons ? fail(at) : done()
  offset += Number(digits.padEnd(3, '0'))
  at += digits.length
  return done()
}

function twoDigits(text: string, place: number): number | undefined {
  const digits = /^\d\d/.exec(text.slice(place))?.[0]
  return digits === undefined ? undefined : Number(digits)
}

interface FoundZone {
  readonly zone: string
  readonly end: number
}

/** The longest name of a region that stands there, or UTC. */
export function readZone(text: string, place: number): FoundZone | undefined {
  const word = /^[A-Za-z0-9_+/-]*/.exec(text.slice(place))![0]
  for (let length = word.length; length > 0; length--) {
    const zone = word.slice(0, length)
    if (zone === 'UTC' || regions.has(zone)) return { zone, end: place + length }
  }
  return undefined
}

/** The short names that Joda reads. */
const SHORT: Readonly<Record<string, string>> = {
  UT: 'UTC',
  UTC: 'UTC',
  GMT: 'UTC',
  EST: 'America/New_York',
  EDT: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
}

export function readZoneName(text: string, place: number): FoundZone | undefined {
  for (const length of [3, 2]) {
    const name = text.slice(place, place + length)
    if (Object.hasOwn(SHORT, name)) return { zone: SHORT[name]!, end: place + length }
  }
  return undefined
}
