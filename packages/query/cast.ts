// Casts: what text is a value of a type, how numbers are rounded, and an instant made a zone's wall time.
import { QueryError } from './engine.ts'
import { call, castTo, literalOf, type Tree } from './tree.ts'
import { wallClock } from './zone.ts'

/** DuckDB takes the text of a value more kindly than Athena. */
const TEXTS: Record<string, string> = {
  BOOLEAN: 'boolean',
  FLOAT: 'double',
  DOUBLE: 'double',
  DECIMAL: 'decimal',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_MS: 'timestamp',
  'TIMESTAMP WITH TIME ZONE': 'instant',
}
const WHOLE_TYPES = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT'])

/**
 * A cast of Athena's as DuckDB does the same; `visit` translates what is cast.
 * @throws QueryError for a type that this engine does not know
 */
export function translateCast(node: Tree, visit: (part: Tree) => Tree): Tree {
  const type = String((node.cast_type as Tree).id)
  const isLocal = ['TIMESTAMP', 'TIMESTAMP_MS', 'DATE'].includes(type)
  const local = isLocal ? wallClock(node.child as Tree, visit) : undefined
  if (local !== undefined) return type === 'DATE' ? castTo('DATE', local) : local
  const child = visit(node.child as Tree)
  const attempt = node.try_cast === true ? 'try_' : ''
  if (Object.hasOwn(TEXTS, type)) return { ...node, child: call(`athena_${attempt}text_of_${TEXTS[type]}`, child) }
  if (type === 'VARCHAR') return call('athena_varchar', child)
  if (!WHOLE_TYPES.has(type)) {
    const name = (node.cast_type as { type_info?: { name?: string } }).type_info?.name ?? type
    throw new QueryError(`cast: expected a type of Athena’s that is known to this engine, got ${name.toLowerCase()}`)
  }
  // A number written out is whole already.
  if (child.class === 'CONSTANT' && literalOf(child) === undefined) return castTo(type, child, node.try_cast === true)
  return call(`athena_${attempt}${type.toLowerCase()}`, child)
}
