// Functions of our own within DuckDB, in JavaScript: for what DuckDB has nothing that says the same as Trino.

/** What a native takes and gives; integers are bigint, timestamps microseconds since 1970 as bigint. */
export type NativeType = 'varchar' | 'bigint' | 'double' | 'boolean' | 'blob' | 'varchar[]' | 'bigint[]'

export type NativeValue =
  | string
  | bigint
  | number
  | boolean
  | Uint8Array
  | readonly (string | null)[]
  | readonly (bigint | null)[]
  | null

export interface Native {
  readonly parameters: readonly NativeType[]
  readonly returns: NativeType
  /** Whether it is asked of nulls, too; else null comes of null. */
  readonly takesNull?: true
  /** @throws Error with Trino's code and words (`INVALID_FUNCTION_ARGUMENT: …`), which become the statement's error */
  // biome-ignore lint/suspicious/noExplicitAny: what it is given is what it says in `parameters`
  readonly run: (...args: any[]) => NativeValue
}

/** By name, as DuckDB is to call it: `trino_…`. */
export type Natives = Readonly<Record<string, Native>>
