// JSON taken apart as text: JSON.parse forgets spaces, digits and repeated keys.

/** A member of a JSON object, where it stands in the text. */
export interface Member {
  readonly name: string
  /** Where its name begins, and its value; and the place after it. */
  readonly start: number
  readonly value: number
  readonly end: number
}

/** The text of an object without the members of these names. */
export function withoutMembers(json: string, names: ReadonlySet<string>): string {
  const kept = membersOf(json).filter(({ name }) => !names.has(name))
  return `{${kept.map(({ start, end }) => json.slice(start, end)).join(',')}}`
}

/** The members of a JSON object, in order, repeated ones too. `json` must be valid JSON and an object. */
export function membersOf(json: string): Member[] {
  const members: Member[] = []
  let start = skipSpace(json, skipSpace(json, 0) + 1)
  while (json[start] === '"') {
    const nameEnd = skipString(json, start)
    const value = skipSpace(json, skipSpace(json, nameEnd) + 1)
    const end = skipValue(json, value)
    members.push({ name: JSON.parse(json.slice(start, nameEnd)) as string, start, value, end })
    start = skipSpace(json, end)
    if (json[start] !== ',') break
    start = skipSpace(json, start + 1)
  }
  return members
}

/** The place of the next character that is no space. */
export function skipSpace(json: string, from: number): number {
  let i = from
  for (;;) {
    const code = json.charCodeAt(i)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return i
    i++
  }
}

/** The place after the string that opens at `from`. */
function skipString(json: string, from: number): number {
  for (let close = json.indexOf('"', from + 1); close >= 0; close = json.indexOf('"', close + 1)) {
    let escapes = 0
    while (json[close - 1 - escapes] === '\\') escapes++
    if (escapes % 2 === 0) return close + 1
  }
  return json.length
}

const DELIMITER = /[,\]}\s]/g
const BRACKET = /["[\]{}]/g

/** The place after the value that begins at `from`; a loop, as nesting may be as deep as the body is long. */
export function skipValue(json: string, from: number): number {
  if (json[from] === '"') return skipString(json, from)
  if (json[from] !== '{' && json[from] !== '[') {
    DELIMITER.lastIndex = from
    return DELIMITER.exec(json)?.index ?? json.length
  }
  let depth = 0
  let i = from
  for (;;) {
    BRACKET.lastIndex = i
    const found = BRACKET.exec(json)
    if (found === null) return json.length
    if (found[0] === '"') i = skipString(json, found.index)
    else {
      i = found.index + 1
      depth += found[0] === '{' || found[0] === '[' ? 1 : -1
      if (depth === 0) return i
    }
  }
}
