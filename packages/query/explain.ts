import { QueryError } from './engine.ts'

/** DuckDB's error as a person who knows only their own SQL can use it, and whether DuckDB is of no use after it. */
export function explain(error: unknown): { error: unknown; isFatal: boolean } {
  if (!(error instanceof Error) || error instanceof QueryError) return { error, isFatal: false }
  const [, kind, words] = /^(?:Failed to [a-z ]+: )?([A-Za-z -]+?) Error: ([\s\S]*)$/.exec(error.message) ?? []
  if (kind === undefined || words === undefined || kind === 'IO') return { error, isFatal: false }
  if (kind === 'FATAL' || kind === 'INTERNAL') return { error, isFatal: true }
  // The line DuckDB quotes is of the translated SQL, which nobody wrote.
  const message = words
    .replace(/\n+LINE \d+:[\s\S]*$/, '')
    .replaceAll(/\b(athena|lake)_/g, '')
    .trim()
  const isMemory = kind === 'Out of Memory'
  return {
    error: new QueryError(isMemory ? `memory: expected a statement that needs less: ${message}` : message),
    isFatal: false,
  }
}
