// What rows must satisfy: comparisons with values, which are always bound.
import type { FilterNullOption, TimeGranularity } from '@aws-sdk/client-quicksight'
import { readValue } from '@clickstream/query/value'
import { add, dayOf } from './calendar.ts'
import type { Step } from './drill.ts'
import { StateError } from './error.ts'
import { bind, type Fragment, join, raw, sql } from './fragment.ts'
import { readColumn, type Source } from './source.ts'
import { familyOf, parameterTypeOf, toText, type Value } from './type.ts'
import { toMoment, toWall } from './zone.ts'

/** A text as a value that can be compared to the column. @throws StateError when it is none of its type. */
export function bindAs(name: string, value: Value, text: string): Fragment {
  const type = parameterTypeOf(value.type)
  const read = text.length > 2000 ? undefined : readValue(type, text, 0)
  if (read === undefined) {
    throw new StateError(`${name}: expected a value of type ${value.type}, got ${JSON.stringify(text.slice(0, 100))}`)
  }
  return bind({ name, type, value: read })
}

/** Equal to one of the texts. */
export function isOneOf(name: string, value: Value, texts: readonly string[]): Fragment {
  if (texts.length === 0) return raw('false')
  const bound = texts.map(text => bindAs(name, value, text))
  return bound.length === 1 ? sql`${value.sql} = ${bound[0]!}` : sql`${value.sql} in (${join(bound, ', ')})`
}

/** Like one of the patterns made of the texts. */
export function isLike(
  name: string,
  value: Value,
  texts: readonly string[],
  pattern: (text: string) => string,
): Fragment {
  const parts = texts.map(text => {
    const escaped = text.replace(/[\\%_]/g, '\\$&')
    const like = sql`${toText(value)} like ${bind({ name, type: 'string', value: pattern(escaped) })}`
    return escaped === text ? like : sql`${like} escape '\\'`
  })
  return either(parts)
}

export function either(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 1 ? conditions[0]! : sql`(${join(conditions, ' or ')})`
}

/** A comparison, with what is to become of rows without a value. */
export function withNulls(
  value: Value,
  condition: Fragment | undefined,
  option: FilterNullOption | undefined,
  keeps: boolean,
) {
  if (option === 'NULLS_ONLY') return sql`${value.sql} is null`
  if (condition === undefined) return option === 'NON_NULLS_ONLY' ? sql`${value.sql} is not null` : undefined
  return keeps && option === 'ALL_VALUES' ? sql`(${condition} or ${value.sql} is null)` : condition
}

/** From a moment to before another (ms since 1970), either left open; of a date, the days that they are in. */
export function isWithin(
  source: Source,
  name: string,
  value: Value,
  start?: number,
  end?: number,
): Fragment | undefined {
  const parts: Fragment[] = []
  if (start !== undefined) parts.push(sql`${value.sql} >= ${bindTime(source, name, value, start)}`)
  if (end !== undefined) {
    const isDate = familyOf(value.type) === 'date'
    parts.push(
      isDate
        ? sql`${value.sql} <= ${bindTime(source, name, value, end - 1)}`
        : sql`${value.sql} < ${bindTime(source, name, value, end)}`,
    )
  }
  return parts.length === 0 ? undefined : join(parts, ' and ')
}

/** A mark that was clicked: a value, a time's unit from its beginning on, or that there is none. */
export function isAt(source: Source, { column, granularity, value: text }: Step): Fragment {
  const value = readColumn(source, column)
  if (text === null) return sql`${value.sql} is null`
  const family = familyOf(value.type)
  if (family !== 'timestamp' && (family !== 'date' || granularity === undefined)) return isOneOf(column, value, [text])
  const wall = readWall(column, text, source.zone)
  const unit: TimeGranularity = granularity ?? 'MILLISECOND'
  const end = toMoment(add(wall, 1, unit), source.zone)
  return isWithin(source, column, value, toMoment(wall, source.zone), end)!
}

function bindTime({ zone }: Source, name: string, value: Value, moment: number): Fragment {
  if (familyOf(value.type) === 'date') return bind({ name, type: 'date', value: dayOf(toWall(moment, zone)) })
  const shown = value.isLocal === true ? toWall(moment, zone) : moment
  return bind({ name, type: 'timestamp', value: new Date(shown).toISOString() })
}

/** 2026-01-31 or 2026-01-31T09:00, on the clock in the view's zone; with Z or an offset, a moment. */
function readWall(name: string, text: string, zone: string): number {
  const [, day, time = '00:00', offset] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? []
  const ms = Date.parse(`${day}T${time}${offset ?? 'Z'}`)
  if (day === undefined || Number.isNaN(ms)) {
    throw new StateError(`${name}: expected a time such as 2026-01-31T09:00, got ${JSON.stringify(text.slice(0, 100))}`)
  }
  return offset === undefined ? ms : toWall(ms, zone)
}
