// Tables that statements can read, as DuckDB and the catalog have them.
import { queryable, tables } from '@clickstream/events/tables'
import { TYPES } from './view.ts'

export interface ShapeColumn {
  readonly name: string
  /** DuckDB's. */
  readonly type: string
}

export interface Shape {
  /** As statements call it. */
  readonly name: string
  /** What the catalog calls it, as no other table at any time; null for one whose rows lie in no files. */
  readonly filed: string | null
  /** The columns that its files have. */
  readonly fields: readonly ShapeColumn[]
  readonly partitions: readonly ShapeColumn[]
}

const shapes = new Map<string, Shape>(
  Object.values(queryable).map(({ name, fields, partitions }) => [
    name,
    {
      name,
      filed: Object.hasOwn(tables, name) ? name : null,
      fields: fields.map(column => ({ name: column.name, type: TYPES[column.kind] })),
      partitions: partitions.map(column => ({ name: column.name, type: TYPES[column.kind] })),
    },
  ]),
)

/** Of a table of the contract, or one that the pipeline keeps of itself. */
export function findShape(name: string): Shape | undefined {
  return shapes.get(name)
}
