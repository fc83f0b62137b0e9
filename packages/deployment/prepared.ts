// Which saved queries Athena takes as prepared statements: its guide allows a `?` in a WHERE clause and nowhere else.
// https://docs.aws.amazon.com/athena/latest/ug/querying-with-prepared-statements.html
import { readTokens } from '@clickstream/query/tokens'

const CLAUSES = new Set([
  'with',
  'select',
  'from',
  'on',
  'where',
  'group',
  'having',
  'window',
  'order',
  'limit',
  'values',
])

/** Whether each `?` of a statement stands in a WHERE clause; what is in parentheses there does, too, but for a query's own clauses. */
export function isPreparable(sql: string): boolean {
  const tokens = readTokens(sql)
  const clauses = ['']
  for (const [i, { kind, text }] of tokens.entries()) {
    const before = tokens[i - 1]?.text
    // `filter (where …)` is a condition of an aggregate, within a select.
    if (text === '(') clauses.push(before === 'filter' ? 'filter' : clauses.at(-1)!)
    else if (text === ')') clauses.pop()
    else if (kind === 'word' && CLAUSES.has(text) && clauses.at(-1) !== 'filter') clauses[clauses.length - 1] = text
    else if (kind === 'parameter' && clauses.at(-1) !== 'where') return false
  }
  return true
}
