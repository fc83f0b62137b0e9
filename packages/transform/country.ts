import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { BlockList, isIP } from 'node:net'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { Recent } from './recent.ts'

const DATABASE = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'

const DOT = 46
const ZERO = 48

let reader: Reader<CountryResponse> | undefined
/** Addresses that are nobody's in particular, whatever a database says of them (RFC 6890). */
const special = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(network, bits, 'ipv4')
}
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['2001:db8::', 32],
] as const) {
  special.addSubnet(network, bits, 'ipv6')
}

/** Countries of whole IPv4 networks a.b.0.0/16, by a * 256 + b: most addresses are in one that is all of one country. */
const networks: (string | null | undefined)[] = new Array(65_536).fill(undefined)
const seen = new Recent<{ readonly country: string | null }>(10_000)

/** The ISO 3166 country of an IPv4 or IPv6 address, by the registries' allocations; null when unknown or no address. */
export function readCountry(ip: string | null | undefined): string | null {
  if (!ip) return null
  const country = networks[networkOf(ip)]
  return country === undefined ? seen.get(ip, look).country : country
}

function look(ip: string): { readonly country: string | null } {
  // An IPv4 client on a dual-stack socket reads ::ffff:192.0.2.1.
  const address = ip.startsWith('::ffff:') && ip.includes('.') ? ip.slice(7) : ip
  const version = isIP(address)
  if (version === 0 || special.check(address, version === 4 ? 'ipv4' : 'ipv6')) return { country: null }
  reader ??= new Reader<CountryResponse>(readFileSync(databaseFile()))
  const [record, prefix] = reader.getWithPrefixLength(address)
  const country = (record as { country_code?: string } | null)?.country_code ?? null
  if (version === 4 && prefix <= 16) networks[networkOf(address)] = country
  return { country }
}

/** The first two numbers of an IPv4 address as one; -1 for anything that does not begin like one. */
function networkOf(ip: string): number {
  let network = 0
  let number = 0
  let dots = 0
  for (let i = 0; i < ip.length; i++) {
    const unit = ip.charCodeAt(i)
    if (unit === DOT) {
      if (number > 255) return -1
      if (dots < 2) network = network * 256 + number
      number = 0
      dots++
    } else if (unit >= ZERO && unit <= ZERO + 9) number = number * 10 + unit - ZERO
    else return -1
  }
  return dots === 3 && number <= 255 ? network : -1
}

/** In a bundle the database lies beside the code, and COUNTRY_DATABASE says where. */
function databaseFile(): string {
  return process.env.COUNTRY_DATABASE ?? createRequire(import.meta.url).resolve(DATABASE)
}
