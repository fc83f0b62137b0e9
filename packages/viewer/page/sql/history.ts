// What was asked before, in this browser only.
import { useState } from 'preact/hooks'
import type { Question } from './question.ts'

export interface Asked {
  readonly question: Question
  /** ms since 1970 */
  readonly at: number
  readonly elapsed_ms: number
  /** Null when it failed or was cancelled. */
  readonly rows: number | null
  /** Why there are none. */
  readonly fault?: string
}

const KEY = 'clickstream:sql:history'
const MOST = 50

export interface History {
  readonly entries: readonly Asked[]
  readonly add: (entry: Asked) => void
  readonly clear: () => void
}

/** The newest first; the same question asked again moves up. */
export function useHistory(storage: Storage = localStorage): History {
  const [entries, setEntries] = useState<readonly Asked[]>(() => readEntries(storage))
  const keep = (next: readonly Asked[]) => {
    setEntries(next)
    try {
      storage.setItem(KEY, JSON.stringify(next))
    } catch {
      // It is full, or not allowed: then it lasts as long as the page.
    }
  }
  return {
    entries,
    add: entry => {
      // Read anew: another tab may have asked meanwhile.
      const others = readEntries(storage).filter(each => !isSame(each.question, entry.question))
      keep([entry, ...others].slice(0, MOST))
    },
    clear: () => keep([]),
  }
}

function isSame(a: Question, b: Question): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function readEntries(storage: Storage): Asked[] {
  try {
    const entries: unknown = JSON.parse(storage.getItem(KEY) ?? '[]')
    return Array.isArray(entries) ? entries.filter(isEntry).slice(0, MOST) : []
  } catch {
    return []
  }
}

function isEntry(value: unknown): value is Asked {
  const { question, at } = (value ?? {}) as Partial<Asked>
  if (typeof at !== 'number') return false
  return question?.kind === 'text' ? typeof question.sql === 'string' : question?.kind === 'saved'
}
