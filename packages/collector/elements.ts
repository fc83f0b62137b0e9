// The original texts of a batch's events: JSON.parse forgets spaces, digits and repeated keys, and a rejected event is
// kept as it came.

/**
 * The text of each element of the array under `key` in a JSON object, in order; null when there is no such array.
 * `json` must be valid JSON (JSON.parse took it). As there, the last of repeated keys counts.
 */
export function elementTexts(json: string, key: string): string[] | null {
  let i = skipSpace(json, 0)
  if (json[i] !== '{') return null
  let found: string[] | null = null
  i = skipSpace(json, i + 1)
  while (json[i] === '"') {
    const end = skipString(json, i)
    const name: unknown = JSON.parse(json.slice(i, end))
    const start = skipSpace(json, skipSpace(json, end) + 1)
    if (name === key) found = json[start] === '[' ? splitArray(json, start) : null
    i = skipSpace(json, skipValue(json, start))
    if (json[i] !== ',') break
    i = skipSpace(json, i + 1)
  }
  return found
}

function splitArray(json: string, open: number): string[] {
  const texts: string[] = []
  let i = skipSpace(json, open + 1)
  while (i < json.length && json[i] !== ']') {
    const end = skipValue(json, i)
    texts.push(json.slice(i, end))
    i = skipSpace(json, end)
    if (json[i] === ',') i = skipSpace(json, i + 1)
  }
  return texts
}

function skipSpace(json: string, from: number): number {
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
function skipValue(json: string, from: number): number {
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
