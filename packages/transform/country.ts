import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { Recent } from './recent.ts'

const DATABASE = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'

let reader: Reader<CountryResponse> | undefined
/** Countries of whole IPv4 networks a.b.0.0/16: most addresses are in one that is all of one country. */
const networks = new Map<string, string | null>()
const seen = new Recent<{ readonly country: string | null }>(10_000)

/** The ISO 3166 country of an IPv4 or IPv6 address, by the registries' allocations; null when unknown or no address. */
export function readCountry(ip: string | null | undefined): string | null {
  if (!ip) return null
  const country = networks.get(networkOf(ip))
  return country === undefined ? seen.get(ip, look).country : country
}

function look(ip: string): { readonly country: string | null } {
  // An IPv4 client on a dual-stack socket reads ::ffff:192.0.2.1.
  const address = ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice(7) : ip
  const version = isIP(address)
  if (version === 0) return { country: null }
  reader ??= new Reader<CountryResponse>(readFileSync(databaseFile()))
  const [record, prefix] = reader.getWithPrefixLength(address)
  const country = (record as { country_code?: string } | null)?.country_code ?? null
  if (version === 4 && prefix <= 16) networks.set(networkOf(address), country)
  return { country }
}

/** `a.b` of an IPv4 address a.b.c.d; of anything else something that no IPv4 address begins with. */
function networkOf(ip: string): string {
  const dot = ip.indexOf('.', ip.indexOf('.') + 1)
  return dot > 0 && dot <= 7 ? ip.slice(0, dot) : ''
}

/** In a bundle the database lies beside the code, and COUNTRY_DATABASE says where. */
function databaseFile(): string {
  return process.env.COUNTRY_DATABASE ?? createRequire(import.meta.url).resolve(DATABASE)
}
