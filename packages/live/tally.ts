// Counting a window, batch by batch: a state in, records, a state out. Bounded, whatever comes.
import { hash } from 'node:crypto'
import { type Counts, chooseLinks, REST } from './counts.ts'

/** Types that are counted one by one, over all apps; the rest of an app's together. */
const MAX_TYPES = 300
/** The same for links, by the bytes that their codes take in the state. */
const MAX_LINK_BYTES = 256 * 1024
/** Links that leave the window with a count of their own: what an item of DynamoDB holds with room to spare. */
const TOP_LINKS = 200
/** Visitors of a shard that are told apart in a window, 8 bytes each. */
const MAX_VISITORS = 20_000
/** Base64 characters of a visitor's hash: 48 bits, by which two of 20,000 are the same once in a million windows. */
const HASH_LENGTH = 8

/** What Lambda carries from batch to batch, JSON of at most some 600 KiB; a window begins with an empty one. */
export interface State {
  /** The first record's sequence number. */
  readonly part?: string
  readonly events?: readonly Row[]
  readonly links?: readonly Row[]
  /** Hashes of visitors, one after the other, by app: of people, and of all others. */
  readonly visitors?: readonly (readonly [app: string, human: string, other: string])[]
  readonly rejected?: number
  readonly is_cut?: boolean
}

type Row = readonly [app: string, name: string | null, all: number, human: number]
type Sum = [app: string, name: string | null, all: number, human: number]

/** One event, as far as it is counted. */
export interface Sight {
  readonly app: string
  readonly event_type: string
  /** Null where it is no click on a link. */
  readonly short_code: string | null
  /** Whose it is; null where that is not known. */
  readonly visitor: string | null
  readonly is_human: boolean
}

export class Tally {
  /** Undefined before the first record. */
  part: string | undefined
  readonly #events: Map<string, Sum>
  readonly #links: Map<string, Sum>
  readonly #visitors = new Map<string, { human: Set<string>; other: Set<string> }>()
  #visitorCount = 0
  #linkBytes = 0
  #rejected: number
  #isCut: boolean

  constructor({ part, events = [], links = [], visitors = [], rejected = 0, is_cut = false }: State = {}) {
    this.part = part
    this.#events = readRows(events)
    this.#links = readRows(links)
    for (const [, name] of links) this.#linkBytes += sizeOf(name)
    for (const [app, human, other] of visitors) {
      const sets = { human: readHashes(human), other: readHashes(other) }
      this.#visitors.set(app, sets)
      this.#visitorCount += sets.human.size + sets.other.size
    }
    this.#rejected = rejected
    this.#isCut = is_cut
  }

  see({ app, event_type, short_code, visitor, is_human }: Sight): void {
    this.#add(this.#events, app, event_type, is_human, () => this.#events.size < MAX_TYPES)
    if (short_code !== null) {
      this.#add(this.#links, app, short_code, is_human, () => {
        const bytes = this.#linkBytes + sizeOf(short_code)
        if (bytes > MAX_LINK_BYTES) return false
        this.#linkBytes = bytes
        return true
      })
    }
    if (visitor !== null) this.#meet(app, visitor, is_human)
  }

  reject(): void {
    this.#rejected++
  }

  /** What the next batch of the window begins with. */
  state(): State {
    return {
      ...(this.part === undefined ? {} : { part: this.part }),
      events: [...this.#events.values()],
      links: [...this.#links.values()],
      visitors: [...this.#visitors].map(([app, { human, other }]) => [app, [...human].join(''), [...other].join('')]),
      rejected: this.#rejected,
      is_cut: this.#isCut,
    }
  }

  counts(): Counts {
    const { top, others } = chooseLinks([...this.#links.values()], TOP_LINKS)
    return {
      events: [...this.#events.values()],
      links: [...top, ...addUp(others)],
      visitors: [...this.#visitors].map(([app, { human, other }]) => [app, human.size + other.size, human.size]),
      rejected: this.#rejected,
      is_cut: this.#isCut,
    }
  }

  #add(rows: Map<string, Sum>, app: string, name: string, isHuman: boolean, hasRoom: () => boolean): void {
    let row = rows.get(keyOf(app, name))
    if (row === undefined && hasRoom()) row = keep(rows, [app, name, 0, 0])
    row ??= rows.get(keyOf(app, REST)) ?? keep(rows, [app, REST, 0, 0])
    row[2]++
    if (isHuman) row[3]++
  }

  #meet(app: string, visitor: string, isHuman: boolean): void {
    const sets = this.#visitors.get(app) ?? { human: new Set(), other: new Set() }
    this.#visitors.set(app, sets)
    const set = isHuman ? sets.human : sets.other
    const key = hash('sha1', visitor, 'base64').slice(0, HASH_LENGTH)
    if (set.has(key)) return
    if (this.#visitorCount >= MAX_VISITORS) {
      this.#isCut = true
      return
    }
    set.add(key)
    this.#visitorCount++
  }
}

/** An app is a slug, so that no other begins with its name and a space. */
function keyOf(app: string, name: string | null): string {
  return name === REST ? app : `${app} ${name}`
}

function keep(rows: Map<string, Sum>, row: Sum): Sum {
  rows.set(keyOf(row[0], row[1]), row)
  return row
}

function readRows(rows: readonly Row[]): Map<string, Sum> {
  return new Map(rows.map(row => [keyOf(row[0], row[1]), [...row]]))
}

function readHashes(text: string): Set<string> {
  const hashes = new Set<string>()
  for (let at = 0; at < text.length; at += HASH_LENGTH) hashes.add(text.slice(at, at + HASH_LENGTH))
  return hashes
}

/** What the text takes in JSON, with the counts beside it. */
function sizeOf(text: string | null): number {
  return Buffer.byteLength(JSON.stringify(text)) + 96
}

/** One row of each app for all of these. */
function addUp(rows: readonly Sum[]): Row[] {
  const rest = new Map<string, Sum>()
  for (const [app, , all, human] of rows) {
    const sum = rest.get(app) ?? [app, REST, 0, 0]
    rest.set(app, [app, REST, sum[2] + all, sum[3] + human])
  }
  return [...rest.values()]
}
