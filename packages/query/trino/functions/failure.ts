// Errors of rows. DuckDB's own error() is volatile, which TRY does not take; a function of ours that throws is not.
import type { Natives } from '../native.ts'

export const natives: Natives = {
  trino_fail: {
    parameters: ['varchar'],
    returns: 'varchar',
    run(message: string) {
      throw new Error(message)
    },
  },
}

/** Of any type, within a CASE: `case when x = 0 then trino_error('DIVISION_BY_ZERO: Division by zero') else … end`. */
export const macros: readonly string[] = ['trino_error(m) as list_extract([], length(trino_fail(m)))']
