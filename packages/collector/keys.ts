// Write keys: who may send, and for which app.
import { hash, timingSafeEqual } from 'node:crypto'
import { SLUG } from '@clickstream/events/tables'

/** One app's key, by a name that can be shown: the key itself is kept as a digest only. */
export interface WriteKey {
  readonly app: string
  /** Such as store#1: the first key of the app store. */
  readonly name: string
}

const KEY = /^[\x21-\x2b\x2d-\x39\x3b-\x7e]{1,256}$/

/** The keys there are. */
export class WriteKeys {
  readonly #keys: readonly { readonly key: WriteKey; readonly digest: Buffer }[]

  constructor(pairs: readonly (readonly [app: string, key: string])[]) {
    const counts = new Map<string, number>()
    this.#keys = pairs.map(([app, secret]) => {
      const count = (counts.get(app) ?? 0) + 1
      counts.set(app, count)
      return { key: { app, name: `${app}#${count}` }, digest: digestOf(secret) }
    })
  }

  /** The apps that have a key. */
  get apps(): string[] {
    return [...new Set(this.#keys.map(({ key }) => key.app))]
  }

  /** The key with this text, in a time that does not depend on how much of it is right. */
  find(text: string): WriteKey | undefined {
    if (text.length > 1024) return undefined
    const digest = digestOf(text)
    let found: WriteKey | undefined
    for (const each of this.#keys) if (timingSafeEqual(each.digest, digest)) found = each.key
    return found
  }
}

/**
 * Reads WRITE_KEYS, `app:key,app:key,…` with one or more keys an app. Null when there are none.
 * @throws Error that says which entry is wrong, without showing a key.
 */
export function parseKeys(text: string | undefined): WriteKeys | null {
  if (text === undefined || text.trim() === '') return null
  const pairs = text.split(',').map((entry, i) => parseEntry(entry.trim(), i + 1))
  const owners = new Map<string, string>()
  for (const [app, key] of pairs) {
    const owner = owners.get(key)
    if (owner !== undefined) {
      throw new Error(`WRITE_KEYS: expected each key once, got one key for both ${owner} and ${app}`)
    }
    owners.set(key, app)
  }
  return new WriteKeys(pairs)
}

function parseEntry(entry: string, place: number): readonly [string, string] {
  const colon = entry.indexOf(':')
  const app = entry.slice(0, Math.max(0, colon))
  const key = entry.slice(colon + 1)
  const subject = `WRITE_KEYS, entry ${place}: expected app:key (such as store:8f3a0c…)`
  if (colon < 0) throw new Error(`${subject}, got ${entry === '' ? 'nothing' : 'no colon'}`)
  if (!SLUG.regexp.test(app)) throw new Error(`${subject} with app ${SLUG.words}, got ${JSON.stringify(app)}`)
  if (!KEY.test(key)) {
    const got = key === '' ? 'no key' : 'another'
    throw new Error(`${subject} with a key of 1 to 256 visible ASCII characters but comma and colon, got ${got}`)
  }
  return [app, key]
}

function digestOf(text: string): Buffer {
  return hash('sha256', text, 'buffer')
}
