// Our own functions within DuckDB. A function made on one connection is there on all of its instance.
import {
  BIGINT,
  BLOB,
  BOOLEAN,
  blobValue,
  DOUBLE,
  type DuckDBBlobVector,
  type DuckDBConnection,
  type DuckDBListVector,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBVector,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api'
import type { Native, Natives, NativeType, NativeValue } from './native.ts'

const TYPES: Record<NativeType, DuckDBType> = {
  varchar: VARCHAR,
  bigint: BIGINT,
  double: DOUBLE,
  boolean: BOOLEAN,
  blob: BLOB,
  'varchar[]': LIST(VARCHAR),
  'bigint[]': LIST(BIGINT),
}

type Read = (vector: DuckDBVector, row: number) => unknown

const readItem: Read = (vector, row) => vector.getItem(row)
const readList: Read = (vector, row) => (vector as DuckDBListVector).getItem(row)?.items ?? null

const READERS: Record<NativeType, Read> = {
  varchar: readItem,
  bigint: readItem,
  double: readItem,
  boolean: readItem,
  blob: (vector, row) => (vector as DuckDBBlobVector).getItemBytes(row),
  'varchar[]': readList,
  'bigint[]': readList,
}

const same = (value: NativeValue) => value as DuckDBValue
const list = (value: NativeValue) => (value === null ? null : listValue(value as readonly DuckDBValue[]))

const WRITERS: Record<NativeType, (value: NativeValue) => DuckDBValue> = {
  varchar: same,
  bigint: same,
  double: same,
  boolean: same,
  blob: value => (value === null ? null : blobValue(value as Uint8Array)),
  'varchar[]': list,
  'bigint[]': list,
}

/** Makes them known to the connection's instance. */
export function registerNatives(connection: DuckDBConnection, natives: Natives): void {
  for (const [name, native] of Object.entries(natives)) connection.registerScalarFunction(wrap(name, native))
}

function wrap(name: string, native: Native): DuckDBScalarFunction {
  const readers = native.parameters.map(parameter => READERS[parameter])
  const write = WRITERS[native.returns]
  return DuckDBScalarFunction.create({
    name,
    parameterTypes: native.parameters.map(parameter => TYPES[parameter]),
    returnType: TYPES[native.returns],
    specialHandling: true,
    mainFunction(info, input, output) {
      const args: unknown[] = new Array(readers.length)
      const vectors = readers.map((_, i) => input.getColumnVector(i))
      try {
        for (let row = 0; row < input.rowCount; row++) {
          let isNull = false
          for (let i = 0; i < readers.length; i++) {
            args[i] = readers[i]!(vectors[i]!, row)
            isNull ||= args[i] === null
          }
          output.setItem(row, isNull && native.takesNull !== true ? null : write(native.run(...args)))
        }
        output.flush()
      } catch (error) {
        info.setError((error as Error).message)
      }
    },
  })
}
