import { QueryError } from './engine.ts'
import { explainRuntime } from './trino/runtime.ts'

/**
 * DuckDB's error as a person who knows only their own SQL can use it, and whether DuckDB is of no use after it. What
 * names a file of the lake is the lake's fault and no QueryError.
 */
export function explain(error: unknown, lake: string): { error: unknown; isFatal: boolean } {
  if (!(error instanceof Error) || error instanceof QueryError) return { error, isFatal: false }
  const [, kind, words] = takeApart(error)
  if (kind === undefined || words === undefined) return { error, isFatal: false }
  if (kind === 'FATAL' || kind === 'INTERNAL') return { error, isFatal: true }
  const ofRows = isUnreadable(error, lake) ? undefined : explainRuntime(words)
  if (ofRows !== undefined) return { error: ofRows, isFatal: false }
  // The line DuckDB quotes is of the translated SQL, which nobody wrote.
  const message = words
    .replace(/\n+LINE \d+:[\s\S]*$/, '')
    .replaceAll(/\b(trino|lake)_/g, '')
    .replace(
      /^Type INT64 with value (-\d+) can't be cast .* type UINT64$/,
      'limit: expected a whole number from 0, got $1',
    )
    .trim()
  if (isUnreadable(error, lake)) {
    return { error: new Error(`lake: expected files that can be read: ${message}`, { cause: error }), isFatal: false }
  }
  return { error: new QueryError(kind === 'Out of Memory' ? sayScarce(message) : message), isFatal: false }
}

/** DuckDB speaks of settings, which nobody who asks can change. */
function sayScarce(message: string): string {
  const what = message.includes('max_temp_directory_size') ? 'disk' : 'memory'
  const [, most = 'there is'] = /\/([\d.]+ [KMGT]?i?B) used\)/.exec(message) ?? []
  const room = what === 'memory' ? `${most} of memory` : 'the disk it may use'
  return `${what}: expected a statement that needs no more than ${room}, got one that does: filter more, group by less, or ask for fewer columns`
}

/** Whether DuckDB could not read a file of the lake: it is gone, was written over meanwhile, or is broken. */
export function isUnreadable(error: unknown, lake: string): boolean {
  if (!(error instanceof Error) || error instanceof QueryError) return false
  const [, kind, words] = takeApart(error)
  return kind === 'IO' || (words !== undefined && kind !== 'FATAL' && kind !== 'INTERNAL' && words.includes(lake))
}

/** The whole message, DuckDB's kind of error, and its words. */
function takeApart({ message }: Error): readonly (string | undefined)[] {
  return /^(?:Failed to [a-z ]+: )?([A-Za-z -]+?) Error: ([\s\S]*)$/.exec(message) ?? []
}
