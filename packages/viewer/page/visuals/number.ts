// How numbers are written: QuickSight's format where the definition has one, else what suits the type.
import type {
  CurrencyDisplayFormatConfiguration,
  NumberDisplayFormatConfiguration,
  NumericFormatConfiguration,
  NumericSeparatorSymbol,
} from '@aws-sdk/client-quicksight'

type Display = NumberDisplayFormatConfiguration & CurrencyDisplayFormatConfiguration

/** full: all that the format asks for · short: 12.3k, for axes and marks. */
export type Length = 'full' | 'short'

/** What a number is scaled by, and what is written behind it then. */
const SCALES: Readonly<Record<string, readonly [number, string]>> = {
  NONE: [1, ''],
  THOUSANDS: [1e3, 'k'],
  MILLIONS: [1e6, 'M'],
  BILLIONS: [1e9, 'B'],
  TRILLIONS: [1e12, 'T'],
  LAKHS: [1e5, 'L'],
  CRORES: [1e7, 'Cr'],
}
const AUTO = ['TRILLIONS', 'BILLIONS', 'MILLIONS', 'THOUSANDS']

const SEPARATORS: Readonly<Record<NumericSeparatorSymbol, string>> = { COMMA: ',', DOT: '.', SPACE: '\u202f' }

const SYMBOLS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', INR: '₹', JPY: '¥', KRW: '₩' }

/** @param isWhole the type has no decimals: integers, counts. */
export function formatNumber(
  value: number,
  format: NumericFormatConfiguration | undefined,
  isWhole: boolean,
  length: Length = 'full',
): string {
  if (!Number.isFinite(value)) return '–'
  const percent = format?.PercentageDisplayFormatConfiguration
  if (percent !== undefined) return write(value * 100, percent, length === 'short' ? 0 : 1, { unit: '%', length })
  const money = format?.CurrencyDisplayFormatConfiguration
  if (money !== undefined) return write(value, money, 2, { symbol: readSymbol(money.Symbol), length })
  return write(value, format?.NumberDisplayFormatConfiguration ?? {}, isWhole ? 0 : undefined, { length })
}

/** A change as 0.123: `12.3%`, without its sign. */
export function formatShare(share: number): string {
  const percent = Math.abs(share) * 100
  if (!Number.isFinite(percent)) return '–'
  if (percent >= 1000) return `${group(percent.toFixed(0), ',')}%`
  const text = percent.toFixed(percent >= 99.95 ? 0 : 1)
  return `${text.replace(/\.0$/, '')}%`
}

interface Style {
  readonly unit?: string
  readonly symbol?: string
  readonly length: Length
}

/** @param places decimals where the format has none; undefined: as many as help. */
function write(value: number, display: Display, places: number | undefined, style: Style): string {
  const { symbol = '', unit = '', length } = style
  const scaled = readScale(value, display.NumberScale, length === 'short' && unit === '')
  const number = Math.abs(value) / scaled.by
  const decimals =
    length === 'short'
      ? readShortPlaces(number, scaled.by, unit)
      : (display.DecimalPlacesConfiguration?.DecimalPlaces ?? (scaled.by > 1 ? 1 : (places ?? readPlaces(number))))
  const separators = display.SeparatorConfiguration
  const thousands = separators?.ThousandsSeparator
  const between = thousands?.Visibility === 'HIDDEN' ? '' : SEPARATORS[thousands?.Symbol ?? 'COMMA']
  const point = SEPARATORS[separators?.DecimalSeparator ?? 'DOT']
  const [whole = '0', fraction] = number.toFixed(Math.min(20, decimals)).split('.')
  const isLoose =
    length === 'short' || (display.DecimalPlacesConfiguration === undefined && places === undefined) || scaled.by > 1
  const digits = isLoose ? fraction?.replace(/0+$/, '') : fraction
  const text = group(whole, between, thousands?.GroupingStyle === 'LAKHS') + (digits ? point + digits : '')
  const isZero = !/[1-9]/.test(text)
  const sized = `${display.Prefix ?? ''}${symbol}${text}${scaled.suffix}${unit}${display.Suffix ?? ''}`
  if (value >= 0 || isZero) return sized
  return display.NegativeValueConfiguration?.DisplayMode === 'NEGATIVE' ? `(${sized})` : `−${sized}`
}

function readScale(value: number, scale: string | undefined, isShort: boolean): { by: number; suffix: string } {
  if (scale !== undefined && scale !== 'AUTO' && (!isShort || scale !== 'NONE')) {
    const [by, suffix] = SCALES[scale] ?? [1, '']
    return { by, suffix }
  }
  if (scale !== 'AUTO' && !isShort) return { by: 1, suffix: '' }
  // What rounds up to the next step is written in it: 999,960 is 1M, not 1,000k.
  const name = AUTO.find(name => Math.abs(value) >= SCALES[name]![0] * 0.99995)
  const [by, suffix] = SCALES[name ?? 'NONE']!
  return { by, suffix }
}

function readShortPlaces(number: number, by: number, unit: string): number {
  if (unit === '%') return number > 0 && number < 10 ? 1 : 0
  if (by > 1) return number < 99.95 ? 1 : 0
  return Number.isInteger(number) ? 0 : readPlaces(number)
}

function readPlaces(number: number): number {
  if (number === 0 || number >= 1000) return 0
  if (number >= 100) return 1
  if (number >= 0.1) return 2
  return Math.min(8, 2 - Math.floor(Math.log10(number)))
}

/** `1234567` as 1,234,567, or 12,34,567 in lakhs. */
function group(digits: string, between: string, isLakhs = false): string {
  if (between === '') return digits
  return isLakhs ? digits.replace(/\B(?=(\d\d)*\d{3}$)/g, between) : digits.replace(/\B(?=(\d{3})+$)/g, between)
}

function readSymbol(code: string | undefined): string {
  return code === undefined ? '$' : (SYMBOLS[code] ?? `${code} `)
}
