// The ids that stand in a text, however it is written: JSON, JSON within JSON, a query string, or what broke on its way.

export interface Identifiers {
  readonly users: ReadonlySet<string>
  readonly visitors: ReadonlySet<string>
}

/** A key, a separator and the quotes around them: "user_id": ", \"userId\":\", user_id=, anonymousId%22%3A%22 … */
const KEY =
  /(?:(?<![a-z0-9])|(?<=%[\da-f]{2}|\\[nrt]|\\u[\da-f]{4}))(anonymous|user)[_-]?id((?:\\*["']|\\u002[27]|%22|%27|&quot;)?)\s*(?::|=>|=|%3A|%3D)\s*(\\*["']|\\u002[27]|%22|%27|&quot;)?/gi
const BARE = /[^\s&,;}\])"'<>\\]*/y
/** No id is longer, even where every character of it takes twelve. */
const MAX_VALUE = 8192
const NAME = /^(anonymous|user)[_-]?id$/i

/** Every id in the text under one of the keys user_id, userId, anonymous_id and anonymousId, and how it reads unescaped. */
export function readIdentifiers(text: string): Identifiers {
  const found = { users: new Set<string>(), visitors: new Set<string>() }
  const add = (name: string, id: string) => {
    if (id !== '') (name.toLowerCase().startsWith('user') ? found.users : found.visitors).add(id)
  }
  try {
    walk(JSON.parse(text), add)
  } catch {
    // What is no JSON is read by its looks alone, as below.
  }
  for (const match of text.matchAll(KEY)) {
    for (const id of readings(valueAt(text, match.index + match[0].length, match[3] ?? ''))) add(match[1]!, id)
  }
  return found
}

function walk(value: unknown, add: (name: string, id: string) => void): void {
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next !== 'object' || next === null) continue
    for (const [name, held] of Object.entries(next)) {
      if (NAME.test(name) && (typeof held === 'string' || typeof held === 'number')) add(name, String(held))
      else waiting.push(held)
    }
  }
}

/** What stands at a place up to the quote that it began with; without one, up to what ends a bare word. */
function valueAt(text: string, start: number, quote: string): string {
  if (quote === '') {
    BARE.lastIndex = start
    return BARE.exec(text)?.[0] ?? ''
  }
  const limit = text.slice(start, start + MAX_VALUE)
  for (let at = 0; ; ) {
    const end = limit.toLowerCase().indexOf(quote.toLowerCase(), at)
    if (end === -1) return limit
    // A quote after a backslash is the value's own, unless the first one had as many.
    if (limit[end - 1] !== '\\' || isEven(limit, end)) return limit.slice(0, end)
    at = end + 1
  }
}

function isEven(text: string, end: number): boolean {
  let backslashes = 0
  while (text[end - 1 - backslashes] === '\\') backslashes++
  return backslashes % 2 === 0
}

/** The value as it stands, and as it reads after each way of escaping is undone, up to three deep. */
function readings(value: string): Set<string> {
  const all = new Set([value, value.trim()])
  for (let depth = 0; depth < 3; depth++) {
    for (const each of [...all]) {
      for (const undo of [unescapeJson, decodePercent, decodePlus]) all.add(undo(each))
    }
  }
  return all
}

function unescapeJson(value: string): string {
  if (!value.includes('\\')) return value
  try {
    return String(JSON.parse(`"${value}"`))
  } catch {
    return value
  }
}

function decodePercent(value: string): string {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function decodePlus(value: string): string {
  return value.replaceAll('+', ' ')
}
