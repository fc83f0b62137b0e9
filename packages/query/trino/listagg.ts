// LISTAGG: texts of rows as one.
import { quoteText } from './expression.ts'
import type { AggregateCall } from './function.ts'
import { once } from './once.ts'

type Overflow =
  | { readonly kind: 'error' }
  | { readonly kind: 'truncate'; readonly filler: string; readonly isCounted: boolean }

/** The most bytes that Trino makes. */
const MOST = 1_048_576

export function listagg(call: AggregateCall, separator: string, overflow: Overflow): string {
  const text = call.aggregate('string_agg', [call.args[0]!.sql, quoteText(separator)])
  const fault =
    overflow.kind === 'error'
      ? `INVALID_FUNCTION_ARGUMENT: Concatenated string has the length in bytes larger than the maximum output length ${MOST}`
      : 'NOT_SUPPORTED_LOCALLY: LISTAGG of more than a MiB, cut off, runs on Athena only: list fewer rows'
  return once([text], ([t]) => `case when strlen(${t}) > ${MOST} then trino_error('${fault}') else ${t} end`)
}
