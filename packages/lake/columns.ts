// Columns in Arrow's own layout, filled cell by cell as rows come: each text becomes bytes at once, so that a batch is
// kept as a few buffers and not as a million strings. Arrow's builders take five times as long.
import type { Cell } from '@clickstream/events/check'
import type { Field, Kind, Table } from '@clickstream/events/field'
import {
  Field as ArrowField,
  RecordBatch as ArrowRecordBatch,
  Table as ArrowTable,
  makeData,
  Schema,
  Struct,
} from 'apache-arrow'
import { BooleanColumn } from './boolean.ts'
import type { Column } from './column.ts'
import { makeBigint, makeDecimal, makeInteger, makeTimestamp } from './number.ts'
import { DictionaryColumn, TextColumn } from './text.ts'

/** Rows of a table on their way into one file. */
export class Columns {
  readonly table: Table
  #columns: readonly Column[]
  #struct: Struct
  #schema: Schema
  length = 0

  constructor(table: Table) {
    this.table = table
    this.#columns = table.fields.map((field, i) => makers[field.kind](field, i))
    const fields = table.fields.map(({ name, nullable }, i) => new ArrowField(name, this.#columns[i]!.type, nullable))
    this.#struct = new Struct(fields)
    this.#schema = new Schema(fields)
  }

  /** Adds a row, an array in the table's field order. */
  add(row: readonly Cell[]): void {
    const columns = this.#columns
    for (let i = 0; i < columns.length; i++) {
      const cell = row[i]!
      if (cell !== null) columns[i]!.set(this.length, cell)
    }
    this.length++
  }

  /** Empty again, the memory kept. What toArrow gave shares that memory and must not be used any more. */
  clear(): void {
    for (const column of this.#columns) column.clear(this.length)
    this.length = 0
  }

  toArrow(): ArrowTable {
    const children = this.#columns.map(column => column.finish(this.length))
    const struct = makeData({ type: this.#struct, length: this.length, nullCount: 0, children })
    return new ArrowTable(this.#schema, [new ArrowRecordBatch(this.#schema, struct)])
  }
}

const makers: Record<Kind, (field: Field, index: number) => Column> = {
  string: (field, index) => (isLong(field) ? new DictionaryColumn(index) : new TextColumn()),
  json: () => new TextColumn(),
  timestamp: makeTimestamp,
  decimal: makeDecimal,
  integer: makeInteger,
  bigint: makeBigint,
  boolean: () => new BooleanColumn(),
}

/**
 * Long texts that repeat are handed over once each; for short ones a dictionary costs more here than it saves, as the
 * Parquet writer makes its own anyway.
 */
function isLong(field: Field): boolean {
  return field.repetitive === true && (field.max ?? 0) >= 512
}
