// Who is to be forgotten, known by salted hashes: what is written down of it never holds an id.
import { hash, randomBytes } from 'node:crypto'
import { quote } from '@clickstream/query/view'
import { readIdentifiers } from './identifiers.ts'

/** The person as a receipt has it: SHA-256 of salt, line feed and id, in hex. */
export interface Digest {
  /** visitor: what came with that anonymous_id. user: what came with that user_id, or from its devices without any. */
  readonly kind: 'user' | 'visitor'
  /** In this app only; null: in all. */
  readonly app: string | null
  readonly salt: string
  readonly subjects: readonly string[]
  /** The anonymous_ids that the user logged in on. */
  readonly devices: readonly string[]
}

/** The ids that an event came with. */
export interface Ids {
  readonly anonymous_id: string | null
  readonly user_id: string | null
}

/** An id that is written in one way only, unless somebody escapes what needs none … */
const PLAIN = /^[\w.-]+$/
/** … as here: \u0041 or %41 for A. */
const ESCAPED = /\\u00|%(?:2[de]|3\d|4[1-9a-f]|5[\daf]|6[1-9a-f]|7[\dae])/i

/** What is hashed before an id can be compared; an id is hashed once. */
class IdHashes {
  readonly #salt: string
  readonly hashes: Set<string>
  /** Ids of these hashes that came along. */
  readonly known = new Set<string>()

  constructor(salt: string, hashes: readonly string[]) {
    this.#salt = salt
    this.hashes = new Set(hashes)
  }

  get isKnown(): boolean {
    return this.known.size === this.hashes.size
  }

  add(id: string): void {
    this.hashes.add(hashId(this.#salt, id))
    this.known.add(id)
  }

  has(id: string): boolean {
    if (this.known.has(id)) return true
    if (this.isKnown || !this.hashes.has(hashId(this.#salt, id))) return false
    this.known.add(id)
    return true
  }

  /** Whether a column holds one of the ids, in DuckDB's SQL: never null. */
  sql(column: string): string {
    if (this.hashes.size === 0) return 'false'
    if (this.isKnown) return `coalesce(${column} in (${[...this.known].map(quote).join(', ')}), false)`
    const hashed = `sha256(${quote(this.#salt)} || chr(10) || ${column})`
    return `coalesce(${hashed} in (${[...this.hashes].map(quote).join(', ')}), false)`
  }
}

export class Subject {
  readonly kind: Digest['kind']
  readonly app: string | null
  readonly salt: string
  readonly #subjects: IdHashes
  readonly #devices: IdHashes

  constructor({ kind, app, salt, subjects, devices }: Digest) {
    this.kind = kind
    this.app = app
    this.salt = salt
    this.#subjects = new IdHashes(salt, subjects)
    this.#devices = new IdHashes(salt, devices)
  }

  get digest(): Digest {
    const { kind, app, salt } = this
    return { kind, app, salt, subjects: [...this.#subjects.hashes].sort(), devices: [...this.#devices.hashes].sort() }
  }

  /** The ids that are known as such. */
  get knownIds(): string[] {
    return [...this.#subjects.known, ...this.#devices.known]
  }

  /** Whether every id that is looked for is known as such. */
  get isKnown(): boolean {
    return this.#subjects.isKnown && this.#devices.isKnown
  }

  /** False when a glance says that a text holds none of the ids, however they are written. */
  mayStandIn(text: string): boolean {
    if (!this.isKnown) return true
    return this.knownIds.some(id => !PLAIN.test(id) || text.includes(id)) || ESCAPED.test(text)
  }

  /**
   * Texts of which one is in every line of the archive that may be the person's: an id, an escape, or what tells that the
   * line holds a text as it came, in whatever form. None: every line may be.
   */
  get needles(): string[] {
    const isPlain = this.isKnown && this.knownIds.every(id => PLAIN.test(id))
    return isPlain ? [...this.knownIds, '\\u00', '"rejected":', '"record":', '"original":'] : []
  }

  isSubject(id: string): boolean {
    return this.#subjects.has(id)
  }

  /** Takes note that the user logged in on a device; false when that was known. */
  addDevice(anonymous_id: string): boolean {
    if (this.kind !== 'user' || this.#devices.has(anonymous_id)) return false
    this.#devices.add(anonymous_id)
    return true
  }

  /** Devices that an earlier run found. */
  addDevices(salt: string, hashes: readonly string[]): void {
    if (salt === this.salt) for (const each of hashes) this.#devices.hashes.add(each)
  }

  /** Whether an event with these ids is the person's. */
  owns({ anonymous_id, user_id }: Ids): boolean {
    if (this.kind === 'visitor') return anonymous_id !== null && this.#subjects.has(anonymous_id)
    if (user_id !== null) return this.#subjects.has(user_id)
    return anonymous_id !== null && this.#devices.has(anonymous_id)
  }

  /** Whether a text, such as a rejected payload, is about the person. One of several visitors and any of them is. */
  ownsText(text: string): boolean {
    const { users, visitors } = readIdentifiers(text)
    if (this.kind === 'visitor') return [...visitors].some(id => this.#subjects.has(id))
    if ([...users].some(id => this.#subjects.has(id))) return true
    return (users.size === 0 || visitors.size > 1) && [...visitors].some(id => this.#devices.has(id))
  }

  /** Whether a row of events is the person's, in DuckDB's SQL. */
  get eventsSql(): string {
    if (this.kind === 'visitor') return this.#subjects.sql('anonymous_id')
    return `(${this.#subjects.sql('user_id')} or (user_id is null and ${this.#devices.sql('anonymous_id')}))`
  }

  /** Of sessions. */
  get sessionsSql(): string {
    const own = this.#subjects.sql('visitor_id')
    if (this.kind === 'visitor') return `(${own} and user_id is distinct from visitor_id)`
    return `(${this.#subjects.sql('user_id')} or ${own} or (user_id is null and ${this.#devices.sql('visitor_id')}))`
  }

  /** Of identities. */
  get identitiesSql(): string {
    return this.#subjects.sql(this.kind === 'visitor' ? 'anonymous_id' : 'user_id')
  }

  /** Whether a row says that the user logged in on a device, in DuckDB's SQL. */
  get loginsSql(): string {
    return this.kind === 'user' ? this.#subjects.sql('user_id') : 'false'
  }
}

/** A person by an id as it was given. */
export function nameSubject(
  kind: Digest['kind'],
  id: string,
  app: string | null,
  salt: string = randomBytes(16).toString('hex'),
): Subject {
  const subject = new Subject({ kind, app, salt, subjects: [hashId(salt, id)], devices: [] })
  subject.isSubject(id)
  return subject
}

/** SHA-256 of salt, line feed and id, in hexadecimal. */
export function hashId(salt: string, id: string): string {
  return hash('sha256', `${salt}\n${id}`)
}
