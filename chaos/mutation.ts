// How the fuzzer spoils a request: its bytes, its JSON, its headers, its path.
import type { Random } from '@clickstream/visitors/random'
import type { Shot } from './corpus.ts'

/** A request a little wrong: one to four spoilings, one after the other. */
export function mutate(shot: Shot, corpus: readonly Shot[], random: Random): Shot {
  let spoiled = shot
  for (let left = 1 + random.below(4); left > 0; left--) spoiled = random.pick(ways)(spoiled, corpus, random)
  return spoiled
}

type Way = (shot: Shot, corpus: readonly Shot[], random: Random) => Shot

const ways: readonly Way[] = [
  // JSON twice, as that is what reaches deepest.
  spoilJson,
  spoilJson,
  spoilBytes,
  splice,
  (shot, _, random) => ({ ...shot, headers: { ...shot.headers, ...random.pick(headers) } }),
  (shot, corpus, random) => ({ ...shot, path: random.pick(corpus).path }),
  (shot, _, random) => ({ ...shot, path: spoilText(shot.path, random) }),
  (shot, corpus, random) => ({ ...shot, method: random.pick(corpus).method }),
]

const headers: readonly Record<string, string>[] = [
  ...['gzip', 'deflate', 'br', 'zstd', 'identity', 'gzip, gzip', 'constructor', ''].map(value => ({
    'content-encoding': value,
  })),
  ...['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', '*/*'].map(value => ({
    'content-type': value,
  })),
  ...['-1', '0', '5', '99999999999', 'NaN', '1e3'].map(value => ({ 'content-length': value })),
  ...['Basic', 'Basic !!!', 'Bearer x', `Basic ${'A'.repeat(5000)}`].map(value => ({ authorization: value })),
  ...['example.com', 'localhost:1', '[::1]', ''].map(value => ({ host: value })),
  { referer: `https://example.com/${'x'.repeat(5000)}` },
  { referer: 'javascript:1' },
  { 'user-agent': '\u00ff'.repeat(2000) },
  { 'accept-language': ',;q=,,*,\u00e9' },
  { origin: 'null' },
]

/** Values that programs stumble over. */
const oddities: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  8.64e15,
  '1e999',
  'NaN',
  '9999-12-31T23:59:59.999Z',
  '0000-00-00',
  '+275760-09-13T00:00:00.000Z',
  '\u0000',
  '\ud83d',
  '\u2028',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  [],
  {},
  [[[[[[]]]]]],
  { toString: 1, valueOf: 1, toJSON: 1 },
  'x'.repeat(300),
  'x'.repeat(70_000),
  'https://[::1',
  'https://example.com/%ff%',
  '-0.00005',
  '123456789012345.12345',
]

function spoilJson(shot: Shot, corpus: readonly Shot[], random: Random): Shot {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(shot.body ?? []).toString())
  } catch {
    return spoilBytes(shot, corpus, random)
  }
  const places: { holder: Record<string, unknown>; name: string }[] = []
  collect({ '': value }, places)
  const { holder, name } = random.pick(places)
  const what = random.below(6)
  if (what === 0) delete holder[name]
  else if (what === 1) holder[random.pick(['__proto__', 'app', 'event_id', 'properties', 'ip', 'x', ''])] = holder[name]
  else if (what === 2) holder[name] = Array.from({ length: 1 + random.below(600) }, () => holder[name])
  else if (what === 3) holder[name] = { [name]: holder[name] }
  else holder[name] = random.pick(oddities)
  const text = JSON.stringify(places[0]!.holder['']) ?? ''
  // A value doubled again and again is a different test, and a slow one.
  if (text.length > 6_000_000) return shot
  const deep = random.chance(0.002) ? `{"app":"store","event_type":"x","properties":${'['.repeat(20_000)}` : text
  return { ...shot, body: Buffer.from(deep) }
}

function collect(holder: Record<string, unknown>, places: { holder: Record<string, unknown>; name: string }[]): void {
  for (const [name, value] of Object.entries(holder)) {
    places.push({ holder, name })
    if (typeof value === 'object' && value !== null) collect(value as Record<string, unknown>, places)
  }
}

const bits = [
  '\0',
  '\xff',
  '\xed\xa0\x80',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '1e999',
  '\\u0000',
  '\ufeff',
  '\r\n',
].map(text => Buffer.from(text, 'latin1'))

function spoilBytes(shot: Shot, _: readonly Shot[], random: Random): Shot {
  if (shot.body === undefined || shot.body.length === 0) return { ...shot, body: Buffer.from(random.pick(bits)) }
  const body = Buffer.from(shot.body)
  const at = random.below(body.length)
  const to = Math.min(body.length, at + 1 + random.below(32))
  const what = random.below(5)
  if (what === 0) body[at]! ^= 1 << random.below(8)
  if (what <= 0) return { ...shot, body }
  if (what === 1) return { ...shot, body: body.subarray(0, at) }
  if (what === 2) return { ...shot, body: Buffer.concat([body.subarray(0, at), body.subarray(to)]) }
  if (what === 3) return { ...shot, body: Buffer.concat([body.subarray(0, to), body.subarray(at)]) }
  return { ...shot, body: Buffer.concat([body.subarray(0, at), random.pick(bits), body.subarray(at)]) }
}

/** The beginning of one body and the end of another. */
function splice(shot: Shot, corpus: readonly Shot[], random: Random): Shot {
  const other = random.pick(corpus).body
  if (shot.body === undefined || other === undefined) return shot
  const parts = [shot.body.subarray(0, random.below(shot.body.length + 1)), other.subarray(random.below(other.length))]
  return { ...shot, body: Buffer.concat(parts) }
}

function spoilText(text: string, random: Random): string {
  const at = 1 + random.below(text.length)
  const bit = random.pick(['%', '%00', '%ff', '//', '/..', '?', '&&', '=', '%F0%9F', 'x'.repeat(3000), '[]', '+', '#'])
  return text.slice(0, at) + bit + text.slice(random.chance(0.5) ? at : at + 1)
}
