// Paths such as `$.a["b c"][0]`, all that Trino's json_extract knows of JSONPath.

const cache = new Map<string, readonly string[]>()

/** Names and indexes, in their order. @throws Error in Trino's words */
export function readPath(path: string): readonly string[] {
  const known = cache.get(path)
  if (known !== undefined) return known
  const tokens = tokenize(path)
  if (cache.size > 1000) cache.clear()
  cache.set(path, tokens)
  return tokens
}

const TOKEN = /\.([\p{L}\p{Nd}_:]+)|\[([\p{L}\p{Nd}_]+)\]|\["((?:[^"\\]|\\["\\])*)"\]/uy

function tokenize(path: string): string[] {
  const tokens: string[] = []
  let at = 1
  while (path.startsWith('$') && at < path.length) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(path)
    if (match === null) break
    tokens.push(match[1] ?? match[2] ?? match[3]!.replace(/\\(.)/gs, '$1'))
    at += match[0].length
  }
  if (at !== path.length || !path.startsWith('$')) {
    throw new Error(`INVALID_FUNCTION_ARGUMENT: Invalid JSON path: '${path}'`)
  }
  return tokens
}
