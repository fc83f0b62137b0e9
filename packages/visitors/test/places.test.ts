import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { expect, test } from 'vitest'
import { countryOf, drawAddress, networksOf, places } from '../places.ts'
import { Random } from '../random.ts'

const database = new Reader<CountryResponse & { country_code: string }>(
  readFileSync(
    fileURLToPath(import.meta.resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country-ipv4.mmdb')),
  ),
)
const addressOf = (n: number) => `${n >>> 24}.${(n >>> 16) & 255}.${(n >>> 8) & 255}.${n & 255}`

test('at least 25 countries, each with several /16 networks', () => {
  const countries = Map.groupBy(places, place => place.country)
  expect(countries.size).toBeGreaterThanOrEqual(25)
  for (const [country, [place]] of countries) {
    expect(country).toMatch(/^[A-Z]{2}$/)
    expect(place!.ranges.flatMap(networksOf).length, country).toBeGreaterThanOrEqual(8)
  }
})

test.each([...new Set(places.flatMap(place => place.ranges.map(range => `${place.country} ${range}`)))])(
  'the whole of %s is in that country',
  entry => {
    const [country, range] = entry.split(' ')
    const networks = networksOf(range!)
    const end = (networks.at(-1)! + 1) * 65_536
    // From one network of the database to the next: nothing in the range is passed over.
    for (let address = networks[0]! * 65_536; address < end; ) {
      const [found, prefix] = database.getWithPrefixLength(addressOf(address))
      expect(found?.country_code, addressOf(address)).toBe(country)
      address += 2 ** (32 - prefix)
    }
  },
)

test('no network is in two countries', () => {
  const owners = new Map<number, string>()
  for (const { country, ranges } of places) {
    for (const network of ranges.flatMap(networksOf)) {
      expect(owners.get(network) ?? country, `${network >>> 8}.${network & 255}`).toBe(country)
      owners.set(network, country)
    }
  }
})

test('addresses drawn in a place are in its country, by our table and by the database', () => {
  const random = new Random(5)
  for (const place of places) {
    for (let i = 0; i < 20; i++) {
      const address = drawAddress(place, random)
      expect(countryOf(address), address).toBe(place.country)
      expect(database.get(address)?.country_code, address).toBe(place.country)
    }
  }
})

test('other addresses have no country', () => {
  for (const address of ['10.1.2.9', '192.168.0.1', '127.0.0.1', '::1', '', 'localhost']) {
    expect(countryOf(address), address).toBeNull()
  }
})

test('time zones and languages are names that machines know', () => {
  for (const { timezone, languages, offset } of places) {
    const winter = new Date('2026-01-15T12:00:00Z')
    const south = ['Australia/Sydney', 'Pacific/Auckland', 'America/Santiago'].includes(timezone)
    const name = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' })
      .formatToParts(south ? new Date('2026-07-15T12:00:00Z') : winter)
      .find(part => part.type === 'timeZoneName')!.value
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(name)!
    expect(Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)), timezone).toBe(offset)
    for (const language of languages) expect(Intl.getCanonicalLocales(language)).toEqual([language])
  }
})
