// What the editor offers while one writes: tables, their columns, functions, words of SQL.
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import type { TableEntry, TableList } from '../../wire-sql.ts'
import { KEYWORDS } from './keywords.ts'

/** Names that stand for a table: `from events e`, `join sessions as s`. */
const NAMED = /\b(?:from|join)\s+([a-z_][a-z0-9_]*)(?:\s+(?:as\s+)?([a-z_][a-z0-9_]*))?/gi
const STEP = /\b([a-z_][a-z0-9_]*)\s+as\s*\(/gi
const NO_ALIAS = new Set([
  'on',
  'where',
  'group',
  'order',
  'left',
  'inner',
  'join',
  'cross',
  'limit',
  'union',
  'having',
])

export function completeFrom(list: TableList): (context: CompletionContext) => CompletionResult | null {
  const keywords = KEYWORDS.split(' ').map(label => ({ label, type: 'keyword', boost: -2 }))
  const functions = list.functions.map(label => ({ label, type: 'function', apply: `${label}(`, boost: -1 }))
  const tables = list.tables.map(({ name, meaning }) => ({
    label: name,
    type: 'class',
    detail: 'table',
    info: meaning,
  }))
  return context => {
    const text = context.state.doc.toString()
    const dotted = context.matchBefore(/[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z0-9_]*/)
    if (dotted !== null) {
      const [alias = '', part = ''] = dotted.text.split('.')
      const table = tablesIn(text, list).get(alias.toLowerCase())
      const from = dotted.to - part.length
      return table === undefined ? null : { from, options: describe(table), validFor: /^\w*$/ }
    }
    const word = context.matchBefore(/[A-Za-z_][A-Za-z0-9_]*/)
    if (word === null && !context.explicit) return null
    const used = new Set(tablesIn(text, list).values())
    const columns = [...(used.size === 0 ? list.tables.slice(0, 1) : used)].flatMap(describe)
    const steps = [...text.matchAll(STEP)].map(([, label]) => ({ label: label!, type: 'variable', detail: 'step' }))
    const options = unique([...columns, ...steps, ...tables, ...functions, ...keywords])
    return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ }
  }
}

function tablesIn(text: string, list: TableList): Map<string, TableEntry> {
  const found = new Map<string, TableEntry>()
  for (const [, name, alias] of text.matchAll(NAMED)) {
    const table = list.tables.find(each => each.name === name!.toLowerCase())
    if (table === undefined) continue
    found.set(table.name, table)
    if (alias !== undefined && !NO_ALIAS.has(alias.toLowerCase())) found.set(alias.toLowerCase(), table)
  }
  return found
}

function describe({ name, columns, partitions }: TableEntry): Completion[] {
  return columns.map(column => {
    const isPartition = partitions.includes(column.name)
    const info = `${column.meaning}${isPartition ? ' A filter on it reads fewer files.' : ''} (${name})`
    return { label: column.name, type: 'property', detail: column.type, info, boost: isPartition ? 2 : 1 }
  })
}

function unique(options: readonly Completion[]): Completion[] {
  return [...new Map(options.map(option => [`${option.type} ${option.label}`, option])).values()]
}
