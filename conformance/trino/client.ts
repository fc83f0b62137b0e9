// Statements to a Trino server over HTTP, as its own clients send them, in a session like Athena's.
import { setTimeout as sleep } from 'node:timers/promises'
import { CATALOG } from './server.ts'

/** A cell as Trino writes it in JSON: decimals, times and intervals as text, maps as objects, rows as arrays. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [key: string]: Cell }

/** A type, taken apart. */
export interface Signature {
  readonly rawType: string
  readonly arguments: readonly { readonly kind: string; readonly value: unknown }[]
}

export interface Fault {
  /** Trino's, such as COLUMN_NOT_FOUND. */
  readonly name: string
  /** Trino's, such as USER_ERROR. */
  readonly type: string
  /** Without its place. */
  readonly message: string
  readonly line: number | undefined
  readonly column: number | undefined
}

export interface Answered {
  readonly names: readonly string[]
  /** As Trino writes them. */
  readonly types: readonly string[]
  readonly signatures: readonly Signature[]
  readonly rows: readonly (readonly Cell[])[]
  readonly error: Fault | undefined
  readonly stats: Stats
}

export interface Stats {
  /** What it read of files, after pruning. */
  readonly physicalInputBytes: number
  readonly processedBytes: number
  readonly elapsedTimeMillis: number
}

interface Page {
  readonly nextUri?: string
  readonly columns?: readonly { readonly name: string; readonly type: string; readonly typeSignature: Signature }[]
  readonly data?: readonly (readonly Cell[])[]
  readonly stats: Stats
  readonly error?: {
    readonly message: string
    readonly errorName: string
    readonly errorType: string
    readonly errorLocation?: { readonly lineNumber: number; readonly columnNumber: number }
  }
}

export const SCHEMA = 'clickstream'

const HEADERS = {
  'X-Trino-User': 'conformance',
  'X-Trino-Source': 'conformance',
  'X-Trino-Catalog': CATALOG,
  'X-Trino-Schema': SCHEMA,
  'X-Trino-Time-Zone': 'UTC',
  'X-Trino-Language': 'en-US',
  // Else timestamps have three digits of their fraction, whatever their type.
  'X-Trino-Client-Capabilities': 'PARAMETRIC_DATETIME',
}

/** What a server says that has just started, or whose machine is busy: nothing of the statement. */
const NOT_YET = /^(NO_NODES_AVAILABLE|SERVER_STARTING_UP|TOO_MANY_REQUESTS_FAILED|PAGE_TRANSPORT_(ERROR|TIMEOUT))$/
const LONGEST_WAIT = 60_000

/**
 * A server that says it cannot yet is asked again, for a minute.
 * @throws Error where the server cannot be asked; what is wrong with the statement is in the answer
 */
export async function ask(url: string, sql: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
  for (const until = Date.now() + LONGEST_WAIT; ; await sleep(500)) {
    const answered = await askOnce(url, sql, headers)
    if (answered.error === undefined || !NOT_YET.test(answered.error.name) || Date.now() > until) return answered
  }
}

async function askOnce(url: string, sql: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  let page = await request(`${url}/v1/statement`, { method: 'POST', body: sql, headers: { ...HEADERS, ...headers } })
  let columns = page.columns
  const rows: (readonly Cell[])[] = [...(page.data ?? [])]
  while (page.nextUri !== undefined) {
    page = await request(page.nextUri, { headers: HEADERS })
    columns ??= page.columns
    rows.push(...(page.data ?? []))
  }
  return {
    names: columns?.map(({ name }) => name) ?? [],
    types: columns?.map(({ type }) => type) ?? [],
    signatures: columns?.map(({ typeSignature }) => typeSignature) ?? [],
    rows,
    error: page.error && readFault(page.error),
    stats: page.stats,
  }
}

async function request(url: string, options: RequestInit): Promise<Page> {
  for (;;) {
    const response = await fetch(url, options)
    if (response.ok) return JSON.parse(await response.text(), keepDigits) as Page
    if (response.status !== 503)
      throw new Error(`${url}: expected 200, got ${response.status} ${await response.text()}`)
    await sleep(50)
  }
}

/** A whole number that JavaScript cannot hold stays text. */
function keepDigits(_key: string, value: unknown, context?: { source: string }): unknown {
  const isLost = typeof value === 'number' && /^-?\d+$/.test(context!.source) && !Number.isSafeInteger(value)
  return isLost ? context!.source : value
}

function readFault({ message, errorName, errorType, errorLocation }: NonNullable<Page['error']>): Fault {
  return {
    name: errorName,
    type: errorType,
    message: message.replace(/^line \d+:\d+: /, ''),
    line: errorLocation?.lineNumber,
    column: errorLocation?.columnNumber,
  }
}
