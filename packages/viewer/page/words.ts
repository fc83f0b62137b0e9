// Values and names as a person reads them.

/** Columns whose values are codes with names of their own. */
const CODES: Record<string, Intl.DisplayNames> = {
  country: new Intl.DisplayNames('en', { type: 'region', fallback: 'code' }),
  language: new Intl.DisplayNames('en', { type: 'language', fallback: 'code' }),
  currency: new Intl.DisplayNames('en', { type: 'currency', fallback: 'code' }),
}

/** A value of a column: "India" for IN. */
export function nameValue(column: string, value: string | null): string {
  if (value === null || value === '') return '(none)'
  try {
    return CODES[column]?.of(value) ?? value
  } catch {
    return value
  }
}

const COLUMNS: Record<string, string> = {
  device_type: 'device',
  occurred_at: 'time',
  os: 'operating system',
  short_code: 'link',
  utm_campaign: 'campaign',
}

/** "utm_source" → "utm source". */
export function nameColumn(column: string): string {
  return COLUMNS[column] ?? column.replaceAll('_', ' ')
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const whole = new Intl.NumberFormat('en-US')
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

export function writeCount(count: number): string {
  return whole.format(count)
}

export function writeShort(count: number): string {
  return count < 10_000 ? whole.format(count) : short.format(count)
}

/** "1 row", "2 rows". */
export function writeMany(count: number, noun: string): string {
  return `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`
}

export function writeBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB']
  let size = bytes
  let step = 0
  while (size >= 1000 && step < units.length - 1) {
    size /= 1024
    step++
  }
  return `${step === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[step]}`
}

/** An instant in the view's zone, to the second. */
export function writeInstant(iso: string, zone: string): string {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) return iso
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone }).format(ms)
}

/** USD: "$0.00005", "$1.20". */
export function writeCost(usd: number): string {
  return usd !== 0 && usd < 0.01 ? `$${Number(usd.toPrecision(2)).toFixed(7).replace(/0+$/, '')}` : `$${usd.toFixed(2)}`
}

/** A time without the zeros at its end: "2026-11-22", "2026-11-22 05:00". */
export function trimMoment(iso: string): string {
  return iso
    .replace(/(\.0+)?Z?$/, '')
    .replace(/:00$/, '')
    .replace(/T00:00$/, '')
    .replace('T', ' ')
}
