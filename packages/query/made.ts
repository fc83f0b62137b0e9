// Tables that statements made: CREATE TABLE AS.
import type { Shape } from './shape.ts'
import { duckdbType, type Type } from './trino/type.ts'

export interface MadeColumn {
  /** In lower case. */
  readonly name: string
  readonly type: Type
}

export interface MadeTable {
  /** What the catalog calls it, as no other table at any time. */
  readonly id: string
  /** Where it lies in the store, ending in /. */
  readonly location: string
  /** Whether its maker said where: then its files stay when it goes. */
  readonly isExternal: boolean
  /** The columns that its files have. */
  readonly columns: readonly MadeColumn[]
  readonly partitions: readonly MadeColumn[]
}

export function shapeMade(name: string, { id, columns, partitions }: MadeTable): Shape {
  const read = (some: readonly MadeColumn[]) => some.map(({ name, type }) => ({ name, type: duckdbType(type) }))
  return { name, filed: id, fields: read(columns), partitions: read(partitions) }
}
