// format(), as java.util.Formatter does it. Each argument comes as a letter for what it is, a colon, and its text.
import type { Natives } from '../native.ts'
import { writeJavaDouble } from './number-text.ts'

const SPECIFIER = /%(?:(\d+)\$|(<))?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?(t.|[a-zA-Z%])/gs

/** What Java throws, by its name. */
class Fault extends Error {}

function fault(name: string, message: string): never {
  throw new Fault(`(${name}: ${message})`)
}

function unsupported(what: string): never {
  throw new Error(`NOT_SUPPORTED_LOCALLY: format with ${what} runs on Athena only: write %s, %d, %f, %x or %e`)
}

interface Specifier {
  readonly flags: string
  readonly precision: number | undefined
  readonly letter: string
}

/** Half up, away from zero, with so many digits after the point. */
export function roundDecimal(text: string, scale: number): string {
  const [, sign = '', whole = '0', part = '', exponent = '0'] = /^(-?)(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text)!
  const shift = scale - part.length + Number(exponent)
  const digits = BigInt(whole + part)
  const unit = 10n ** BigInt(Math.abs(shift))
  const scaled = shift >= 0 ? digits * unit : (digits + unit / 2n) / unit
  const padded = String(scaled).padStart(scale + 1, '0')
  const at = padded.length - scale
  return `${sign}${padded.slice(0, at)}${scale === 0 ? '' : `.${padded.slice(at)}`}`
}

/** The sign, the thousands and the zeros in front of a number, as its flags have them. */
function dress(text: string, flags: string, width: number): string {
  const isNegative = text.startsWith('-')
  let size = isNegative ? text.slice(1) : text
  if (flags.includes(',')) size = size.replace(/^\d+/, whole => whole.replace(/\B(?=(\d{3})+$)/g, ','))
  const isBracketed = isNegative && flags.includes('(')
  const front = isBracketed ? '(' : isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const back = isBracketed ? ')' : ''
  const zeros = flags.includes('0') ? Math.max(0, width - size.length - front.length - back.length) : 0
  return `${front}${'0'.repeat(zeros)}${size}${back}`
}

function writeInteger(kind: string, text: string, { flags, precision, letter }: Specifier, width: number): string {
  if (kind !== 'i') fault('IllegalFormatConversion', `${letter} != ${CLASSES[kind]}`)
  if (precision !== undefined) fault('IllegalFormatPrecision', String(precision))
  if (letter === 'd') return dress(text, flags, width)
  const value = BigInt.asUintN(64, BigInt(text)).toString(letter === 'o' ? 8 : 16)
  const shown = flags.includes('#') ? `${letter === 'o' ? '0' : '0x'}${value}` : value
  return flags.includes('0') ? shown.padStart(width, '0') : shown
}

function writeFloat(kind: string, text: string, { flags, precision = 6, letter }: Specifier, width: number): string {
  if (kind !== 'f' && kind !== 'd') fault('IllegalFormatConversion', `${letter} != ${CLASSES[kind]}`)
  if (!/\d/.test(text)) {
    const isSigned = text.startsWith('-') || text === 'NaN'
    return isSigned && flags.includes('(') && text !== 'NaN'
      ? `(${text.slice(1)})`
      : `${isSigned ? '' : flags.includes('+') ? '+' : ''}${text}`
  }
  if (letter === 'f') return dress(roundDecimal(text, precision), flags, width)
  const [digits, exponent] = toScientific(text, precision)
  const power = `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  return dress(`${text.startsWith('-') ? '-' : ''}${digits}${power}`, flags, width)
}

function toScientific(text: string, precision: number): [string, number] {
  const [, whole = '', part = '', power = '0'] = /^-?(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text)!
  const digits = (whole + part).replace(/^0+/, '')
  if (digits === '') return [roundDecimal('0', precision), 0]
  const exponent = Number(power) + whole.length - 1 - ((whole + part).length - digits.length)
  const rounded = roundDecimal(`${digits[0]}.${digits.slice(1) || '0'}`, precision)
  return rounded.startsWith('10') ? [roundDecimal('1', precision), exponent + 1] : [rounded, exponent]
}

/** Java's names of what the arguments are. */
const CLASSES: Readonly<Record<string, string>> = {
  i: 'java.lang.Long',
  f: 'java.lang.Double',
  d: 'java.math.BigDecimal',
  s: 'java.lang.String',
  b: 'java.lang.Boolean',
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** Of a date `2026-01-05` or a timestamp `2026-01-05T10:11:12.345`. */
function writeTime(kind: string, text: string, letter: string): string {
  if (kind !== 't') return fault('IllegalFormatConversion', `${letter} != ${CLASSES[kind]}`)
  const [, year, month, day, hour, minute, second = '00', part = ''] =
    /^(\d+)-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(?:\.(\d+))?)?$/.exec(text) ?? unsupported('a time of this kind')
  const weekday = () => DAYS[new Date(`${year!.padStart(4, '0')}-${month}-${day}T00:00:00Z`).getUTCDay()]!
  const time = (written: string) => (hour === undefined ? unsupported(`%t${letter} of a date`) : written)
  const twelve = String(Number(hour) % 12 || 12)
  const writers: Record<string, () => string> = {
    Y: () => year!.padStart(4, '0'),
    y: () => year!.slice(-2),
    m: () => month!,
    d: () => day!,
    e: () => String(Number(day)),
    B: () => MONTHS[Number(month) - 1]!,
    b: () => MONTHS[Number(month) - 1]!.slice(0, 3),
    h: () => MONTHS[Number(month) - 1]!.slice(0, 3),
    A: weekday,
    a: () => weekday().slice(0, 3),
    H: () => time(hour!),
    M: () => time(minute!),
    S: () => time(second),
    k: () => time(String(Number(hour))),
    I: () => time(twelve.padStart(2, '0')),
    l: () => time(twelve),
    p: () => time(Number(hour) < 12 ? 'am' : 'pm'),
    L: () => time(part.padEnd(3, '0').slice(0, 3)),
    F: () => `${year!.padStart(4, '0')}-${month}-${day}`,
    D: () => `${month}/${day}/${year!.slice(-2)}`,
    R: () => time(`${hour}:${minute}`),
    T: () => time(`${hour}:${minute}:${second}`),
  }
  return (writers[letter] ?? (() => unsupported(`%t${letter}`)))()
}

function writeText(kind: string, text: string, { precision }: Specifier): string {
  const shown = kind === 'f' && /\d/.test(text) ? writeJavaDouble(Number(text)) : text
  return precision === undefined ? shown : shown.slice(0, precision)
}

/** Java's words for DuckDB's. */
const ENDLESS: Readonly<Record<string, string>> = { nan: 'NaN', inf: 'Infinity', '-inf': '-Infinity' }

function convert(argument: string | null, specifier: Specifier, width: number): string {
  const { letter, precision } = specifier
  const lower = letter.toLowerCase()
  if (lower === 'b') return String(argument === null ? false : argument.startsWith('b:') ? argument === 'b:true' : true)
  if (argument === null) return precision === undefined ? 'null' : 'null'.slice(0, precision)
  const [kind, written] = [argument[0]!, argument.slice(2)]
  const text = (kind === 'f' && ENDLESS[written]) || written
  if (letter.startsWith('t')) return writeTime(kind, text, letter[1]!)
  if (lower === 's') return writeText(kind, text, specifier)
  if (letter === 'd' || lower === 'x' || letter === 'o')
    return writeInteger(kind, text, { ...specifier, letter: lower }, width)
  if (letter === 'f' || lower === 'e') return writeFloat(kind, text, { ...specifier, letter: lower }, width)
  if (letter === 'c' && kind === 's') return fault('IllegalFormatConversion', `c != ${CLASSES.s}`)
  return unsupported(`%${letter}`)
}

function format(pattern: string, given: readonly (string | null)[]): string {
  try {
    return fill(pattern, given)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    throw new Error(`INVALID_FUNCTION_ARGUMENT: Invalid format string: ${pattern} ${error.message}`)
  }
}

function fill(pattern: string, given: readonly (string | null)[]): string {
  let [next, last] = [0, -1]
  const rest = pattern.replace(SPECIFIER, '')
  if (rest.includes('%')) unsupported(`%${rest.slice(rest.indexOf('%') + 1)[0] ?? ''}`)
  return pattern.replace(SPECIFIER, (whole, index, again, flags: string, size, digits, letter: string) => {
    if (letter === 'n') return '\n'
    const width = size === undefined ? 0 : Number(size)
    const align = (text: string) => (flags.includes('-') ? text.padEnd(width) : text.padStart(width))
    if (letter === '%') return align('%')
    last = again !== undefined ? last : index !== undefined ? Number(index) - 1 : next++
    if (last < 0 || last >= given.length) fault('MissingFormatArgument', `Format specifier '${whole}'`)
    const specifier = { flags, precision: digits === undefined ? undefined : Number(digits), letter }
    const text = align(convert(given[last]!, specifier, width))
    return /^[A-Z]/.test(letter) ? text.toUpperCase() : text
  })
}

export const natives: Natives = {
  trino_format: { parameters: ['varchar', 'varchar[]'], returns: 'varchar', run: format },
}
