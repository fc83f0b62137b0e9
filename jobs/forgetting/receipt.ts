// What a forget leaves behind: who (by hash), what was searched, what went, and how to tell that nothing else did.
import { readFile } from 'node:fs/promises'
import { RECEIPTS } from '@clickstream/lake/layout'
import { NotFound, type Store } from '@clickstream/lake/store'
import { JobError } from '../job.ts'
import type { RawEntry } from './raw.ts'
import type { PartitionEntry } from './rewrite.ts'
import type { Digest } from './subject.ts'

export interface Searched {
  readonly partitions: number
  readonly files: number
  readonly rows: number
}

export interface Receipt {
  readonly format: 1
  readonly id: string
  /** ISO 8601. What arrived later is not of this person any more. */
  readonly asked_at: string
  readonly finished_at: string
  readonly reason: string | null
  /** Salted hashes; whoever knows an id can tell that it is meant, nobody can read it off. */
  readonly subject: Digest
  /** More than one: earlier ones were killed. What they took from the stream may be counted too low. */
  readonly runs: number
  /** By table. */
  readonly searched: Readonly<Record<string, Searched>>
  readonly searched_raw: { readonly objects: number; readonly lines: number }
  /** Null: the stream is not on this machine. */
  readonly searched_stream: { readonly records: number; readonly failed: number } | null
  /** Rows by table, lines of raw, records of stream, failed (records that had been given up). */
  readonly removed: Readonly<Record<string, number>>
  readonly partitions: readonly PartitionEntry[]
  readonly raw: readonly RawEntry[]
  /** What stays where nobody can take it out at once, in words; absent where nothing does. */
  readonly remains?: readonly string[]
  readonly restated: readonly { readonly job: string; readonly lines: readonly string[] }[]
}

function receiptKey(id: string): string {
  return `${RECEIPTS}forget-${id}.json`
}

/** Puts the receipt in the lake. @returns its key */
export async function writeReceipt(store: Store, receipt: Receipt): Promise<string> {
  const key = receiptKey(receipt.id)
  await store.put(key, Buffer.from(`${JSON.stringify(receipt, null, 2)}\n`))
  return key
}

/** By its key in the lake, its name, or a path on this machine. @throws JobError when there is none, or it is none of ours */
export async function readReceipt(store: Store, name: string): Promise<Receipt> {
  const bytes =
    (await find(store, name)) ??
    (await find(store, receiptKey(name))) ??
    (await find(store, `${RECEIPTS}${name.replace(/^.*\//, '')}`)) ??
    (await readFile(name).catch(() => null))
  if (bytes === null)
    throw new JobError(`receipt: expected ${RECEIPTS}forget-….json in the lake, or a file, got ${name}`)
  try {
    const receipt = JSON.parse(new TextDecoder().decode(bytes)) as Receipt
    if (receipt.format === 1 && Array.isArray(receipt.subject.subjects)) return receipt
  } catch {
    // Said below.
  }
  throw new JobError(`receipt ${name}: expected the JSON that forget writes, got something else`)
}

async function find(store: Store, key: string): Promise<Uint8Array | null> {
  try {
    return await store.get(key)
  } catch (error) {
    if (error instanceof NotFound || error instanceof RangeError) return null
    throw error
  }
}
