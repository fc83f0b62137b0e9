import type { Place } from '@clickstream/visitors/places'

export interface Currency {
  /** ISO 4217 */
  readonly currency: string
  /** For one US dollar. */
  readonly rate: number
  /** Prices are rounded up to these many hundredths, and end just below. */
  readonly step: number
}

const dollar: Currency = { currency: 'USD', rate: 1, step: 1 }
const euro: Currency = { currency: 'EUR', rate: 0.9, step: 50 }
const others: Readonly<Record<string, Currency>> = {
  GB: { currency: 'GBP', rate: 0.8, step: 50 },
  IN: { currency: 'INR', rate: 70, step: 10_000 },
}
const euroCountries = new Set(['DE', 'FR', 'IT', 'ES', 'NL', 'BE', 'AT', 'IE', 'PT', 'FI', 'GR'])

/** What people pay with there; in most of the world the store takes dollars. */
export function currencyOf({ country }: Place): Currency {
  return others[country] ?? (euroCountries.has(country) ? euro : dollar)
}

/** US cents as hundredths of a currency. */
export function convert(cents: number, { rate, step }: Currency): number {
  return step === 1 ? cents : Math.ceil((cents * rate) / step) * step - 1
}
