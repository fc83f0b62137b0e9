// DuckDB's text in which a value stands more than once: what takes work is given a name, by a lambda over a list of one.

const PLAIN = /^(\$?[\w.]+|"[^"]*"(\."[^"]*")?|'[^']*'|\((-?\d+|"[^"]*"(\."[^"]*")?)\))$/
/** Known before rows are read. */
const FIXED = /^(\$?\d+|'[^']*'|\(-?\d+\))$/

/** `write` is given names, or the values themselves where they are no more than that. Its text may stand as an operand. */
export function once(values: readonly string[], write: (names: readonly string[]) => string): string {
  const heavy = values.filter(value => !PLAIN.test(value))
  if (heavy.length === 0) return `(${write(values)})`
  const known = values.join().match(/\bo\d+\b/g) ?? []
  const name = `o${Math.max(-1, ...known.map(each => Number(each.slice(1)))) + 1}`
  // Columns too: DuckDB's lambda in a lambda cannot name one from around a subquery.
  const held = values.filter(value => !FIXED.test(value))
  const place = new Map([...new Set(held)].map((value, i) => [value, `a${i + 1}`]))
  const names = values.map(value => (place.has(value) ? `${name}.${place.get(value)}` : value))
  const made = [...place].map(([value, field]) => `${field} := ${value}`).join(', ')
  return `list_extract(list_transform([struct_pack(${made})], lambda ${name}: ${write(names)}), 1)`
}

/** A lambda's body with other names, or values, in place of its parameters; what stands in quotes is left as it is. */
export function applyLambda(body: string, parameters: readonly string[], values: readonly string[]): string {
  return body.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\b[a-z]\w*\b/gi, part => {
    const at = parameters.indexOf(part)
    return at < 0 ? part : values[at]!
  })
}
