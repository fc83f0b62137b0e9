// Numbers as people type and read large ones: 10M, 1.2k, 3B.
import { wrongUsage } from './error.ts'

const SCALES = { k: 1e3, M: 1e6, B: 1e9 } as const
const MOST = 1e12

/** `10M`, `1e9`, `2500`, `1.5k` as a number. @throws CliError (exit code 2) for anything else, or beyond 10^12 */
export function readAmount(name: string, text: string, least = 0): number {
  const [, digits, scale = ''] = /^(\d[\d,_]*(?:\.\d+)?(?:e\d{1,2})?) ?([kmbg]?)$/i.exec(text.trim()) ?? []
  const factor = { k: SCALES.k, m: SCALES.M, b: SCALES.B, g: SCALES.B }[scale.toLowerCase()] ?? 1
  const amount = digits === undefined ? Number.NaN : Number(digits.replace(/[,_]/g, '')) * factor
  if (amount >= least && amount <= MOST) return amount
  throw wrongUsage(
    `--${name}: expected a number from ${showAmount(least)} to ${showAmount(MOST)} such as 10M, got ${JSON.stringify(text)}`,
  )
}

/** 105,300,000 → `105M` */
export function showAmount(amount: number): string {
  for (const [scale, size] of Object.entries(SCALES).toReversed()) {
    if (amount >= size) return `${showDigits(amount / size)}${scale}`
  }
  return showDigits(amount)
}

/** USD: cents below 100, whole dollars from there on. */
export function showDollars(usd: number): string {
  const digits = usd < 99.995 ? 2 : 0
  return usd.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** Three digits, as many of them behind the point as are needed, at most six. */
export function showDigits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US')
  return String(Number(Number(value.toPrecision(value < 0.01 ? 1 : 3)).toFixed(6)))
}

const FACTORS: Readonly<Record<string, number>> = { million: 1e6, thousand: 1e3 }

/** `1 key`, `37 alarms`, `3.4 million requests`; less than one of the millions is counted out: `64,213 requests`. */
export function showQuantity(quantity: number, unit: string): string {
  const [, factor = '', rest = ''] = /^(million|thousand) (.+)$/.exec(unit) ?? []
  if (factor !== '' && quantity < 1) return showQuantity(Math.round(quantity * FACTORS[factor]!), rest)
  const digits = showDigits(quantity)
  return `${digits} ${digits === '1' ? unit.replace(/^([a-z-]+)s\b/, '$1') : unit}`
}
