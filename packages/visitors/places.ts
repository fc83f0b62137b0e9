// Where visitors are. The ranges are whole /16 networks that the registries have allocated in that country
// (geo-whois-asn-country, CC0, June 2026): `73.0-73.255` is 73.0.0.0 to 73.255.255.255.
import type { Random } from './random.ts'

export interface Place {
  /** ISO 3166 two-letter code. */
  readonly country: string
  /** Its share of the visits, against the others'. */
  readonly weight: number
  /** IANA name. */
  readonly timezone: string
  /** Minutes east of UTC, in winter: enough for a believable day, and the same on a machine with other zone data. */
  readonly offset: number
  /** BCP 47, the commonest first. */
  readonly languages: readonly string[]
  /** How many of a hundred visitors come on a phone or tablet. */
  readonly mobile: number
  readonly ranges: readonly string[]
}

const american = '73.0-73.255 71.138-71.255 76.78-76.163 98.192-98.255 174.143-174.255'

// biome-ignore format: a table reads as a table
const table: readonly (readonly [string, number, string, number, string, number, string])[] = [
  ['US', 110, 'America/New_York',    -300, 'en-US es-US', 52, american],
  ['US', 60,  'America/Chicago',     -360, 'en-US es-US', 52, american],
  ['US', 70,  'America/Los_Angeles', -480, 'en-US es-US zh-US', 50, american],
  ['IN', 190, 'Asia/Kolkata',        330,  'en-IN hi-IN ta-IN', 82, '117.192-117.255 106.192-106.223 122.160-122.187 49.32-49.47 157.32-157.51'],
  ['GB', 60,  'Europe/London',       0,    'en-GB', 55, '86.128-86.191 81.128-81.159 90.192-90.223 86.0-86.31'],
  ['DE', 55,  'Europe/Berlin',       60,   'de-DE en-DE', 48, '91.0-91.67 79.192-79.255 84.128-84.191 87.128-87.191 93.192-93.255'],
  ['BR', 45,  'America/Sao_Paulo',   -180, 'pt-BR', 66, '179.110-179.188 191.167-191.211 189.52-189.69 177.94-177.110 187.16-187.32'],
  ['FR', 40,  'Europe/Paris',        60,   'fr-FR', 50, '90.0-90.63 92.128-92.191 86.192-86.225 78.192-78.223 82.224-82.255'],
  ['JP', 35,  'Asia/Tokyo',          540,  'ja-JP', 58, '126.53-126.189 221.16-221.119 60.64-60.159 106.128-106.191 219.0-219.63'],
  ['ID', 32,  'Asia/Jakarta',        420,  'id-ID', 80, '39.192-39.255 36.64-36.95 120.160-120.191 114.0-114.15 182.0-182.15'],
  ['CA', 30,  'America/Toronto',     -300, 'en-CA fr-CA', 50, '99.208-99.255 70.64-70.83 24.76-24.87 76.64-76.71 174.88-174.95'],
  ['MX', 24,  'America/Mexico_City', -360, 'es-MX', 68, '189.128-189.200 187.192-187.250 201.96-201.129 177.236-177.249'],
  ['IT', 24,  'Europe/Rome',         60,   'it-IT', 56, '79.0-79.63 93.32-93.71 87.0-87.31 95.224-95.255 2.32-2.47'],
  ['ES', 24,  'Europe/Madrid',       60,   'es-ES ca-ES', 57, '83.32-83.63 88.0-88.31 81.32-81.47 85.48-85.63 90.160-90.175'],
  ['NL', 20,  'Europe/Amsterdam',    60,   'nl-NL en-NL', 48, '77.160-77.175 86.80-86.90 83.80-83.87 84.24-84.31 94.208-94.215'],
  ['AU', 20,  'Australia/Sydney',    600,  'en-AU', 53, '1.120-1.159 101.160-101.191 58.160-58.175 120.144-120.159 121.208-121.223'],
  ['PH', 18,  'Asia/Manila',         480,  'en-PH fil-PH', 76, '112.200-112.211 49.144-49.151 180.190-180.195 119.92-119.95 122.52-122.55'],
  ['TR', 16,  'Europe/Istanbul',     180,  'tr-TR', 72, '78.160-78.191 88.224-88.255 85.96-85.111 95.0-95.11'],
  ['VN', 16,  'Asia/Ho_Chi_Minh',    420,  'vi-VN', 70, '14.160-14.191 113.160-113.191 171.224-171.255 123.16-123.31'],
  ['PL', 15,  'Europe/Warsaw',       60,   'pl-PL', 55, '83.0-83.31 89.64-89.79 79.184-79.191 80.48-80.55 31.60-31.63'],
  ['KR', 14,  'Asia/Seoul',          540,  'ko-KR', 60, '14.32-14.95 121.128-121.191 175.192-175.255 1.208-1.255'],
  ['RU', 12,  'Europe/Moscow',       180,  'ru-RU', 52, '95.24-95.32 5.136-5.143 128.68-128.75 176.208-176.215 178.64-178.71'],
  ['SG', 10,  'Asia/Singapore',      480,  'en-SG zh-SG', 62, '43.0-43.127 8.128-8.149 47.128-47.131'],
  ['CN', 10,  'Asia/Shanghai',       480,  'zh-CN', 64, '36.96-36.223 59.192-60.31 110.240-111.63 222.16-222.95 183.0-183.71'],
  ['TW', 10,  'Asia/Taipei',         480,  'zh-TW', 58, '1.160-1.175 36.224-36.239 59.112-59.127 61.216-61.231'],
  ['TH', 10,  'Asia/Bangkok',        420,  'th-TH', 74, '171.96-171.103 49.228-49.231 58.8-58.11 110.168-110.171 125.24-125.27'],
  ['MY', 10,  'Asia/Kuala_Lumpur',   480,  'ms-MY en-MY', 72, '175.136-175.145 60.48-60.54 115.132-115.135 180.72-180.75'],
  ['SE', 10,  'Europe/Stockholm',    60,   'sv-SE', 52, '78.64-78.79 81.224-81.239 90.224-90.239 95.192-95.207'],
  ['ZA', 10,  'Africa/Johannesburg', 120,  'en-ZA af-ZA', 72, '197.64-197.111 105.208-105.229 41.0-41.31'],
  ['NG', 10,  'Africa/Lagos',        60,   'en-NG', 84, '105.112-105.127 102.88-102.95'],
  ['AR', 10,  'America/Argentina/Buenos_Aires', -180, 'es-AR', 64, '186.122-186.143 181.20-181.31 190.172-190.179'],
  ['CO', 9,   'America/Bogota',      -300, 'es-CO', 66, '181.128-181.159 186.80-186.87 190.248-190.255'],
  ['PK', 9,   'Asia/Karachi',        300,  'en-PK ur-PK', 83, '39.32-39.63 182.176-182.191 119.152-119.159'],
  ['EG', 9,   'Africa/Cairo',        120,  'ar-EG', 72, '156.160-156.223 197.32-197.63 41.32-41.47'],
  ['AE', 8,   'Asia/Dubai',          240,  'en-AE ar-AE', 70, '94.200-94.207 2.48-2.51 5.192-5.195 86.96-86.99'],
  ['SA', 8,   'Asia/Riyadh',         180,  'ar-SA', 76, '188.48-188.55 37.104-37.107 5.108-5.111'],
  ['CH', 8,   'Europe/Zurich',       60,   'de-CH fr-CH it-CH', 48, '85.0-85.7 178.192-178.199 77.56-77.59'],
  ['BE', 8,   'Europe/Brussels',     60,   'nl-BE fr-BE', 50, '109.128-109.143 81.240-81.247 91.176-91.183'],
  ['AT', 7,   'Europe/Vienna',       60,   'de-AT', 50, '77.116-77.119 80.120-80.123 84.112-84.115 91.112-91.115'],
  ['IE', 7,   'Europe/Dublin',       0,    'en-IE', 53, '86.40-86.47 87.32-87.47'],
  ['HK', 7,   'Asia/Hong_Kong',      480,  'zh-HK en-HK', 60, '113.252-113.255 118.140-118.143 219.76-219.79'],
  ['CL', 6,   'America/Santiago',    -240, 'es-CL', 62, '190.160-190.164 186.104-186.107 181.72-181.75'],
  ['PT', 6,   'Europe/Lisbon',       0,    'pt-PT', 54, '85.240-85.247 2.80-2.83 94.60-94.63'],
  ['NO', 6,   'Europe/Oslo',         60,   'nb-NO', 52, '84.208-84.215 88.88-88.95 77.16-77.19'],
  ['DK', 6,   'Europe/Copenhagen',   60,   'da-DK', 52, '80.160-80.167 83.88-83.95 87.48-87.55'],
  ['FI', 5,   'Europe/Helsinki',     120,  'fi-FI', 50, '91.152-91.159 85.76-85.79 87.92-87.95'],
  ['CZ', 5,   'Europe/Prague',       60,   'cs-CZ', 48, '90.177-90.183 85.160-85.163 88.100-88.103'],
  ['RO', 5,   'Europe/Bucharest',    120,  'ro-RO', 60, '92.80-92.87 109.96-109.103 86.120-86.126'],
  ['GR', 5,   'Europe/Athens',       120,  'el-GR', 58, '94.64-94.71 2.84-2.87 79.128-79.131'],
  ['IL', 5,   'Asia/Jerusalem',      120,  'he-IL', 58, '79.176-79.183 109.64-109.67 77.124-77.127'],
  ['UA', 5,   'Europe/Kyiv',         120,  'uk-UA', 54, '37.52-37.55 176.36-176.39 46.118-46.119 94.178-94.179'],
  ['KE', 5,   'Africa/Nairobi',      180,  'en-KE sw-KE', 82, '105.48-105.63 196.98-196.111 154.152-154.159'],
  ['NZ', 5,   'Pacific/Auckland',    720,  'en-NZ', 53, '122.56-122.63 49.224-49.227 121.72-121.75'],
]

export const places: readonly Place[] = table.map(([country, weight, timezone, offset, languages, mobile, ranges]) => ({
  country,
  weight,
  timezone,
  offset,
  languages: languages.split(' '),
  mobile,
  ranges: ranges.split(' '),
}))

/** The /16 networks of each place, as their first two bytes: 73.1 is 73 * 256 + 1. */
const networks = new Map(places.map(place => [place, place.ranges.flatMap(networksOf)]))
const countries = new Map(places.flatMap(place => networks.get(place)!.map(network => [network, place.country])))

/** The networks of a range such as `73.0-73.255`. */
export function networksOf(range: string): number[] {
  const [first, last] = range.split('-').map(end => {
    const [a, b] = end.split('.')
    return Number(a) * 256 + Number(b)
  })
  return Array.from({ length: last! - first! + 1 }, (_, i) => first! + i)
}

/** An address there; the same draw gives the same address. */
export function drawAddress(place: Place, random: Random): string {
  const network = random.pick(networks.get(place)!)
  return `${network >>> 8}.${network & 255}.${random.below(256)}.${1 + random.below(254)}`
}

/** The country of an IPv4 address drawn here; null for any other, private ones among them. */
export function countryOf(address: string): string | null {
  const [a, b, c, d] = address.split('.')
  return c === undefined || d === undefined ? null : (countries.get(Number(a) * 256 + Number(b)) ?? null)
}
