// A line of the bill.
import { type PriceName, prices } from './prices.ts'

export interface Charge {
  readonly service: string
  /** What it is for. */
  readonly what: string
  readonly price: PriceName
  /** A month's, in the price's unit. */
  readonly quantity: number
  readonly unit: string
  readonly usd: number
}

/** @param quantity a month's, in the price's unit */
export function charge(price: PriceName, what: string, quantity: number): Charge {
  const { service, unit, usd } = prices[price]
  return { service, what, price, quantity, unit, usd: quantity * usd }
}

/** What a Lambda function costs: runs and seconds a month, with so much memory. */
export function chargeFunction(what: string, runs: number, seconds: number, memory_mib: number): Charge[] {
  return [
    charge('lambda_request', `${what}: runs`, runs / 1_000_000),
    charge('lambda_time', `${what}: time`, (seconds * memory_mib) / 1024),
  ]
}
