import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { Recent } from './recent.ts'

const DATABASE = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'

let reader: Reader<CountryResponse> | undefined
const seen = new Recent<{ readonly country: string | null }>(10_000)

/** The ISO 3166 country of an IPv4 or IPv6 address, by the registries' allocations; null when unknown or no address. */
export function readCountry(ip: string | null | undefined): string | null {
  return ip ? seen.get(ip, look).country : null
}

function look(ip: string): { readonly country: string | null } {
  // An IPv4 client on a dual-stack socket reads ::ffff:192.0.2.1.
  const address = ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice(7) : ip
  if (isIP(address) === 0) return { country: null }
  reader ??= new Reader<CountryResponse>(readFileSync(databaseFile()))
  const record = reader.get(address) as { country_code?: string } | null
  return { country: record?.country_code ?? null }
}

/** In a bundle the database lies beside the code, and COUNTRY_DATABASE says where. */
function databaseFile(): string {
  return process.env.COUNTRY_DATABASE ?? createRequire(import.meta.url).resolve(DATABASE)
}
