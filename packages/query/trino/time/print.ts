// A time as a format writes it.
import { floorMod, HOUR, MINUTE } from './calendar.ts'
import { fields } from './field.ts'
import { nameOf } from './name.ts'
import type { Element, Pattern } from './pattern.ts'
import { offsetAt } from './zone.ts'

/**
 * @param at ms since 1970, UTC
 * @param zone whose clocks are read
 * @throws Error for what only Java has words for
 */
export function printTime(pattern: Pattern, at: number, zone: string): string {
  const offset = offsetAt(zone, at)
  let text = ''
  for (const element of pattern) text += print(element, at + offset, offset, zone)
  return text
}

function print(element: Element, local: number, offset: number, zone: string): string {
  switch (element.kind) {
    case 'literal':
      return element.text
    case 'number':
      return pad(fields[element.field].get(local), element.least)
    case 'text':
      return nameOf(element.field, fields[element.field].get(local), element.isShort)
    case 'two digits':
      return pad(Math.abs(fields[element.field].get(local)) % 100, 2)
    case 'fraction':
      return printFraction(floorMod(local, element.of), element.least, element.most)
    case 'era':
      return fields.year.get(local) > 0 ? 'AD' : 'BC'
    case 'offset':
      return printOffset(offset, element.hasColon ? ':' : '')
    case 'zone':
      return zone
    case 'zone name':
      return nameZone(zone, element.isShort)
    case 'choice':
      return ''
  }
}

/** The sign is none of the digits. */
export function pad(value: number, digits: number): string {
  return `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(digits, '0')}`
}

/** Of a second; zeros at the end beyond `least` are left out. */
function printFraction(millis: number, least: number, most: number): string {
  const digits = pad(millis, 3).padEnd(most, '0').slice(0, most)
  return digits.slice(0, least) + digits.slice(least).replace(/0+$/, '')
}

function printOffset(offset: number, colon: string): string {
  const size = Math.abs(offset)
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / HOUR), 2)}${colon}${pad(Math.floor((size % HOUR) / MINUTE), 2)}`
}

function nameZone(zone: string, isShort: boolean): string {
  if (zone === 'UTC') return isShort ? 'UTC' : 'Coordinated Universal Time'
  if (/^[+-]/.test(zone)) return zone
  throw new Error(
    `NOT_SUPPORTED_LOCALLY: the name of ${zone} runs on Athena only: use ZZZ, which writes the zone as it is called`,
  )
}
