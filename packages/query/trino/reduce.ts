// A list reduced to one value by a lambda.
import type { Expression, Lambda } from './expression.ts'
import { applyLambda } from './once.ts'
import { duckdbType, type Type } from './type.ts'

/** DuckDB's state is of the type of the elements: where Trino's is of another, both stand in a row. */
export function reduceList(element: Type, initial: Expression, step: Lambda): (list: string) => string {
  const [own, state] = [duckdbType(element), duckdbType(initial.type.kind === 'unknown' ? step.type : initial.type)]
  const { parameters, body } = step
  const start = `cast(${initial.sql} as ${state})`
  if (own === state) {
    return list => `list_reduce(${list}, lambda ${parameters.join(', ')}: cast(${body} as ${state}), ${start})`
  }
  const [s, x] = parameters
  const next = applyLambda(body, parameters, [`${s}.s`, `${x}.x`])
  return list => {
    const rows = `list_transform(${list}, lambda ${x}: struct_pack(s := cast(null as ${state}), x := ${x}))`
    const made = `struct_pack(s := cast(${next} as ${state}), x := ${x}.x)`
    return `list_reduce(${rows}, lambda ${s}, ${x}: ${made}, struct_pack(s := ${start}, x := cast(null as ${own}))).s`
  }
}
