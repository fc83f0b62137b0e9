// A statement as DuckDB's parser sees it, in the JSON of json_serialize_sql. DuckDB parses and prints; nothing here does.

/** Any part of a statement: expressions have a class, tables and queries a type. */
export interface Tree {
  readonly [key: string]: unknown
}

export interface Parsed {
  readonly error: boolean
  readonly error_message?: string
  /** Offset in the text. */
  readonly position?: string
  readonly statements?: readonly { readonly node: Tree }[]
}

/** Reads DuckDB's JSON; numbers that JavaScript would write otherwise keep their text. */
export function readParsed(json: string): Parsed {
  return JSON.parse(json, (key, value, context?: { source: string }) => {
    if (key === 'query_location') return undefined
    return typeof value === 'number' && String(value) !== context!.source ? rawJson(context!.source) : value
  })
}

const { rawJSON: rawJson } = JSON as unknown as { rawJSON(text: string): unknown }

/** The JSON that json_deserialize_sql takes. */
export function writeStatement(node: Tree): string {
  return JSON.stringify({ error: false, statements: [{ node }] })
}

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same tree with every direct part, however deep in arrays and plain objects, changed by `change`. */
export function mapParts(node: Tree, change: (part: Tree) => Tree): Tree {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapValue(value, change)]))
}

function mapValue(value: unknown, change: (part: Tree) => Tree): unknown {
  if (Array.isArray(value)) return value.map(item => mapValue(item, change))
  return isTree(value) ? change(value) : value
}

export function call(name: string, ...children: readonly Tree[]): Tree {
  return { class: 'FUNCTION', type: 'FUNCTION', function_name: name, children }
}

export function castTo(type: string, child: Tree, attempt = false): Tree {
  return { class: 'CAST', type: 'OPERATOR_CAST', child, cast_type: { id: type, type_info: null }, try_cast: attempt }
}

export function text(value: string): Tree {
  const type = { id: 'VARCHAR', type_info: null }
  return { class: 'CONSTANT', type: 'VALUE_CONSTANT', value: { type, is_null: false, value } }
}

/** The value of a string literal; undefined for anything else. */
export function literalOf(node: Tree | undefined): string | undefined {
  const value = node?.class === 'CONSTANT' && isTree(node.value) ? node.value : undefined
  return typeof value?.value === 'string' ? value.value : undefined
}
