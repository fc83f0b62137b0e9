// Arrays, but for what takes a lambda.
import { compare, holdsNull, isOrderable } from '../comparison.ts'
import type { Expression } from '../expression.ts'
import type { Call, Scalars } from '../function.ts'
import { once } from '../once.ts'
import { listOverloads } from '../overloads.ts'
import { isFloating, type Type, writeType } from '../type.ts'

const FAULT = 'INVALID_FUNCTION_ARGUMENT: '
const fault = (words: string) => `trino_error('${FAULT}${words}')`
const sqls = ({ args }: Call) => args.map(({ sql }) => sql)

export function elementOf({ type }: Expression): Type {
  return (type as Type & { kind: 'array' }).element
}

export const isNested = ({ kind }: Type) => kind === 'array' || kind === 'row' || kind === 'map'
const isZoned = ({ kind }: Type) => kind.endsWith('with time zone')

/** Whether DuckDB's own functions find what Trino does. */
const isPlain = (type: Type) => !isNested(type) && !isZoned(type) && !isFloating(type)

/** For each element whether it is `x`; one that holds nulls is an error. */
function likenesses(call: Call, list: string, x: string): string {
  const type = elementOf(call.args[0]!)
  const equal = compare('=', { sql: 'e', type }, { sql: x, type })!.sql
  if (!isNested(type)) return `list_transform(${list}, lambda e: ${equal})`
  const words = `NOT_SUPPORTED: ${call.name} does not support arrays with elements that are null or contain null`
  return `list_transform(${list}, lambda e: case when e is null then null else coalesce(${equal}, trino_error('${words}')) end)`
}

function contains(call: Call): string {
  return once(sqls(call), ([a, x]) => {
    if (isPlain(elementOf(call.args[0]!))) {
      return `case when list_contains(${a}, ${x}) then true when list_count(${a}) < len(${a}) then null else list_contains(${a}, ${x}) end`
    }
    return `case when ${x} is null then null else ${once([likenesses(call, a!, x!)], ([t]) => anyOf(t!))} end`
  })
}

/** Three-valued: of answers, whether any is true. */
export function anyOf(list: string): string {
  return `case when ${list} is null then null when list_contains(${list}, true) then true when list_count(${list}) < len(${list}) then null else false end`
}

function findPosition(call: Call): string {
  const list = (a: string, x: string) =>
    isPlain(elementOf(call.args[0]!)) ? `list_position(${a}, ${x})` : `list_position(${likenesses(call, a, x)}, true)`
  return once(
    sqls(call),
    ([a, x]) => `case when ${a} is null or ${x} is null then null else coalesce(${list(a!, x!)}, 0) end`,
  )
}

function remove(call: Call): string {
  const type = elementOf(call.args[0]!)
  return once(sqls(call), ([a, x]) => {
    const equal = compare('=', { sql: 'e', type }, { sql: x!, type })!.sql
    const words = `NOT_SUPPORTED: array_remove does not support arrays with elements that are null or contain null`
    const kept = isNested(type)
      ? `case when e is null then true else coalesce(not ${equal}, trino_error('${words}')) end`
      : `e is null or not ${equal}`
    return `case when ${x} is null then null else list_filter(${a}, lambda e: ${kept}) end`
  })
}

function sort(call: Call): string {
  const [array] = call.args
  const type = elementOf(array!)
  if (!isOrderable(type)) {
    const types = writeType(array!.type).replaceAll(', ', ',')
    const words = `Unexpected parameters (${types}) for function array_sort. Expected: ${listOverloads('array_sort')}`
    call.fail('FUNCTION_NOT_FOUND', words)
  }
  if (isZoned(type)) {
    const pairs = `list_transform(${array!.sql}, lambda e, i: struct_pack(k := e."at", i := i, x := e))`
    return `list_transform(list_sort(${pairs}), lambda p: p.x)`
  }
  return `list_sort(${checked(array!)}, 'ASC', 'NULLS LAST')`
}

/** Arrays whose elements hold nulls have no order. */
export function checked(array: Expression): string {
  const type = elementOf(array)
  if (!isNested(type)) return array.sql
  const name = type.kind === 'row' ? 'ROW' : 'ARRAY'
  const words = `NOT_SUPPORTED: ${name} comparison not supported for ${name === 'ROW' ? 'fields' : 'arrays'} with null elements`
  return `list_transform(${array.sql}, lambda e: case when e is not null and ${holdsNull('e', type, 0)} then trino_error('${words}') else e end)`
}

const extreme = (name: 'list_max' | 'list_min') => (call: Call) => {
  const type = elementOf(call.args[0]!)
  return once(sqls(call), ([a]) => {
    const own = `list_count(${a}) < len(${a}) or len(${a}) = 0`
    if (isZoned(type)) {
      const pairs = `list_transform(${a}, lambda e, i: struct_pack(k := e."at", i := i, x := e))`
      return `case when ${own} then null else ${name}(${pairs}).x end`
    }
    if (!isFloating(type))
      return `case when ${own} then null else ${name}(${checked({ sql: a!, type: call.args[0]!.type })}) end`
    const numbers = `${name}(list_filter(${a}, lambda e: not isnan(e)))`
    return `case when ${own} then null else coalesce(${numbers}, list_extract(${a}, 1)) end`
  })
}

function slice(call: Call): string {
  return once(sqls(call), ([a, start, length]) => {
    const from = `(case when ${start} < 0 then len(${a}) + ${start} + 1 else ${start} end)`
    return [
      `case when ${a} is null or ${start} is null or ${length} is null then null`,
      `when ${length} < 0 then ${fault('length must be greater than or equal to 0')}`,
      `when ${start} = 0 then ${fault('SQL array indices start at 1')}`,
      // Past the largest bigint Trino begins again from below.
      `when abs(cast(${start} as hugeint)) > len(${a}) or ${length} = 0 or cast(${from} as hugeint) + ${length} > 9223372036854775807 then list_slice(${a}, 1, 0)`,
      `else list_slice(${a}, ${from}, ${from} + least(${length}, len(${a})) - 1) end`,
    ].join(' ')
  })
}

/** Subsets of n elements, in the order of the array. */
function combine(call: Call): string {
  const [array, size] = call.args
  const n = Number(size!.literal)
  if (size!.literal === undefined)
    call.refuse('combinations of a size that is no literal', 'write the size as a number')
  if (n > 5)
    return `(case when ${array!.sql} is not null then ${fault(`combination size must not exceed 5: ${n}`)} end)`
  if (n < 0)
    return `(case when ${array!.sql} is not null then ${fault(`combination size must not be negative: ${n}`)} end)`
  return once([array!.sql], ([a]) => {
    if (n === 0) return `case when ${a} is not null then [list_slice(${a}, 1, 0)] end`
    const write = (depth: number, from: string, taken: readonly string[]): string => {
      const i = `i${depth}`
      const item = `list_extract(${a}, ${i})`
      const inner = depth === n ? `[${[...taken, item].join(', ')}]` : write(depth + 1, `${i} + 1`, [...taken, item])
      const each = `list_transform(range(${from}, len(${a}) + 1), lambda ${i}: ${inner})`
      return depth === n ? each : `flatten(${each})`
    }
    const count = Array.from({ length: n }, (_, i) => `cast(len(${a}) - ${i} as double)`).join(' * ')
    const factorial = [1, 1, 2, 6, 24, 120][n]
    return `case when ${a} is null then null when ${count} / ${factorial} * ${n} > 100000 then ${fault('combinations exceed max size')}
      else ${write(1, '1', [])} end`
  })
}

function zip(call: Call): string {
  return once(sqls(call), lists => {
    const fields = lists.map((list, i) => `f${i + 1} := list_extract(${list}, i)`).join(', ')
    const longest = `greatest(${lists.map(list => `len(${list})`).join(', ')})`
    const none = lists.map(list => `${list} is null`).join(' or ')
    return `case when ${none} then null else list_transform(range(1, ${longest} + 1), lambda i: struct_pack(${fields})) end`
  })
}

/** An array of nothing known that was made into another: of two arrays, Trino cannot tell whether it is an element. */
const EMPTY = /^list_transform\(cast\(\[(NULL(, NULL)*)?\] as INTEGER\[\]\), lambda c: [^,]*\)$/

function checkAmbiguous(call: Call): void {
  const empty = call.args.map(({ sql }) => EMPTY.test(sql))
  if (call.args.length !== 2 || empty[0] === empty[1]) return
  const [own, outer] = [writeType(call.type), `array(${writeType(call.type)})`]
  const parts = empty[0] ? [outer, own] : [own, outer]
  const candidates = [`(${parts.join(',')}):${outer}`, `(${own},${own}):${own}`].map(each => `\t * ${each}\n`).join('')
  const words = 'Could not choose a best candidate operator. Explicit type casts must be added.\nCandidates are:\n'
  call.fail('AMBIGUOUS_FUNCTION_CALL', words + candidates)
}

export function concat(call: Call): string {
  if (call.args.length < 2) return `trino_error('${FAULT}There must be two or more arguments to ${call.name}')`
  if (call.name === 'concat') checkAmbiguous(call)
  return once(sqls(call), lists => {
    const none = lists.map(list => `${list} is null`).join(' or ')
    return `case when ${none} then null else ${lists.reduce((left, right) => `list_concat(${left}, ${right})`)} end`
  })
}

function containsSequence(call: Call): string {
  return once(sqls(call), ([a, b]) => {
    const runs = `list_transform(range(0, len(${a}) - len(${b}) + 1), lambda i: list_slice(${a}, i + 1, i + len(${b})))`
    return `case when ${a} is null or ${b} is null then null when len(${b}) = 0 then true else list_contains(${runs}, ${b}) end`
  })
}

const isOut = (i: string) => `${i} = 0 then ${fault('SQL array indices start at 1')}`

export const scalars: Scalars = {
  'array_max(array(T)) -> T': extreme('list_max'),
  'array_min(array(T)) -> T': extreme('list_min'),
  'array_position(array(T), T) -> bigint': findPosition,
  'array_remove(array(E), E) -> array(E)': remove,
  'array_sort(array(E)) -> array(E)': sort,
  'cardinality(array(E)) -> bigint': 'len($1)',
  'combinations(array(T), integer) -> array(array(T))': combine,
  'concat(array(E)...) -> array(E)': concat,
  'concat(E, array(E)) -> array(E)': call =>
    once(sqls(call), ([x, a]) => `case when ${a} is not null and ${x} is not null then list_prepend(${x}, ${a}) end`),
  'concat(array(E), E) -> array(E)': call =>
    once(sqls(call), ([a, x]) => `case when ${a} is not null and ${x} is not null then list_append(${a}, ${x}) end`),
  'contains(array(T), T) -> boolean': contains,
  'contains_sequence(array(T), array(T)) -> boolean': containsSequence,
  'element_at(array(E), bigint) -> E': call =>
    once(sqls(call), ([a, i]) => `case when ${isOut(i!)} else list_extract(${a}, ${i}) end`),
  'flatten(array(array(E))) -> array(E)': 'flatten($1)',
  'ngrams(array(T), integer) -> array(array(T))': call =>
    once(
      sqls(call),
      ([a, n]) => `case when ${n} <= 0 then ${fault('N must be positive')} when ${n} >= len(${a}) then [${a}]
        else list_transform(range(1, len(${a}) - ${n} + 2), lambda i: list_slice(${a}, i, i + ${n} - 1)) end`,
    ),
  'repeat(T, integer) -> array(T)': call =>
    once(
      sqls(call),
      ([
        x,
        n,
      ]) => `case when ${n} < 0 then ${fault('count argument of repeat function must be greater than or equal to 0')}
        when ${n} > 10000 then ${fault('count argument of repeat function must be less than or equal to 10000')}
        when ${n} is not null then list_resize([${x}], ${n}, ${x}) end`,
    ),
  'reverse(array(E)) -> array(E)': 'list_reverse($1)',
  'shuffle(array(E)) -> array(E)':
    'list_transform(list_sort(list_transform($1, lambda e: struct_pack(r := random(), x := e))), lambda e: e.x)',
  'slice(array(E), bigint, bigint) -> array(E)': slice,
  'trim_array(array(E), bigint) -> array(E)': call =>
    once(
      sqls(call),
      ([a, n]) => `case when ${n} < 0 then trino_error('${FAULT}size must not be negative: ' || ${n})
        when ${n} > len(${a}) then trino_error('${FAULT}size must not exceed array cardinality ' || len(${a}) || ': ' || ${n})
        else list_slice(${a}, 1, len(${a}) - ${n}) end`,
    ),
  'zip(array(A), array(B)) -> array(row(A, B))': zip,
  'zip(array(A), array(B), array(C)) -> array(row(A, B, C))': zip,
  'zip(array(A), array(B), array(C), array(D)) -> array(row(A, B, C, D))': zip,
  'zip(array(A), array(B), array(C), array(D), array(E)) -> array(row(A, B, C, D, E))': zip,
}
