// What becomes of a statement that leaves something behind, but for rows.
import { type Definition, define as note } from './definitions.ts'
import type { Column } from './engine.ts'
import { dropTable, type Lake } from './making.ts'
import { addPartitions, dropPartitions, repairTable } from './repair.ts'

interface Said {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly string[])[]
}

/** @throws QueryError where what is to be made is there, or what is to go is not. */
export async function define(definition: Definition, lake: Lake): Promise<Said> {
  switch (definition.kind) {
    case 'drop table':
      await dropTable(definition.name, definition.isOptional, lake)
      break
    case 'add partitions':
      await addPartitions(definition.name, definition.specs, definition.isOptional, lake)
      break
    case 'drop partitions':
      await dropPartitions(definition.name, definition.specs, definition.isOptional, lake)
      break
    case 'repair table': {
      const lines = await repairTable(definition.name, lake)
      return { columns: [{ name: 'result', type: 'varchar' }], rows: lines.map(line => [line]) }
    }
    default:
      await note(definition, lake.catalog)
  }
  return { columns: [], rows: [] }
}
