// Recordings: NDJSON files of events in the order of their arrival, read line by line and merged.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readLines } from '@clickstream/events/lines'
import { readTime } from '@clickstream/events/time'
import { CliError } from './error.ts'

/** A line of a recording. */
export interface Line {
  /** As it stands in the file, without its line end. */
  readonly text: string
  /** The JSON value, where the line is one. */
  readonly value: unknown
  readonly isJson: boolean
  /** ms since 1970: its received_at, else its occurred_at, else that of the line before. */
  readonly arrived_at: number
}

/** What a first reading finds out. */
export interface Survey {
  readonly lines: number
  /** ms since 1970; NaN when no line names a time. */
  readonly first_at: number
  readonly last_at: number
}

const NAMES = /\.(ndjson|jsonl)(\.gz)?$/

/** The recordings that files and folders name: folders stand for every .ndjson and .ndjson.gz within. @throws CliError */
export async function findRecordings(inputs: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const input of inputs) {
    const found = await stat(input).catch(() => undefined)
    if (found === undefined) throw new CliError(`${input}: expected a file or a folder, there is none`)
    if (!found.isDirectory()) files.push(input)
    else {
      const names = await readdir(input, { recursive: true })
      const inside = names.filter(name => NAMES.test(name)).sort()
      if (inside.length === 0) throw new CliError(`${input}: expected .ndjson or .ndjson.gz files in this folder`)
      files.push(...inside.map(name => join(input, name)))
    }
  }
  return [...new Set(files)]
}

/** The lines of the files in one order of arrival; empty lines are left out. Of equal times the earlier file goes first. */
export async function* readRecordings(files: readonly string[]): AsyncGenerator<Line> {
  const readers = files.map(readRecording)
  const heads = await Promise.all(readers.map(reader => reader.next()))
  try {
    for (;;) {
      let next = -1
      let least = Number.POSITIVE_INFINITY
      for (let i = 0; i < heads.length; i++) {
        const head = heads[i]!
        if (head.done) continue
        const arrived_at = Number.isNaN(head.value.arrived_at) ? Number.NEGATIVE_INFINITY : head.value.arrived_at
        if (next === -1 || arrived_at < least) [next, least] = [i, arrived_at]
      }
      if (next === -1) return
      yield heads[next]!.value as Line
      heads[next] = await readers[next]!.next()
    }
  } finally {
    await Promise.all(readers.map(reader => reader.return(undefined)))
  }
}

/** Reads everything once, to know how much it is and when it happened. */
export async function surveyRecordings(files: readonly string[]): Promise<Survey> {
  let lines = 0
  let first_at = Number.NaN
  let last_at = Number.NaN
  for (const file of files) {
    for await (const { arrived_at } of readRecording(file)) {
      lines++
      if (!(arrived_at >= first_at)) first_at = Number.isNaN(arrived_at) ? first_at : arrived_at
      if (!(arrived_at <= last_at)) last_at = Number.isNaN(arrived_at) ? last_at : arrived_at
    }
  }
  return { lines, first_at, last_at }
}

async function* readRecording(file: string): AsyncGenerator<Line> {
  let arrived_at = Number.NaN
  try {
    for await (const texts of readLines(file)) {
      for (const text of texts) {
        const { value, isJson } = parse(text)
        const own = timeOf(value)
        if (!Number.isNaN(own)) arrived_at = own
        yield { text, value, isJson, arrived_at }
      }
    }
  } catch (error) {
    throw new CliError(`${file}: cannot be read: ${(error as Error).message}`)
  }
}

/** Numbers that JavaScript may not hold as they stand: very long or with an exponent. */
const RISKY = /[:[,]\s*-?\d(?:[\d.]*[eE]|[\d.]{15})/

function parse(text: string): { value: unknown; isJson: boolean } {
  try {
    return { value: RISKY.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text), isJson: true }
  } catch {
    return { value: undefined, isJson: false }
  }
}

/** A number that would change when it is written again is kept as its text: 1e999 would become null. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source
  if (typeof value !== 'number' || source === undefined || String(value) === source) return value
  return (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(source)
}

function timeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return Number.NaN
  const { received_at, occurred_at } = value as Record<string, unknown>
  return readTime(received_at) ?? readTime(occurred_at) ?? Number.NaN
}
