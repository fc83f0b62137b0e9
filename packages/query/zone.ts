// Wall clocks. Athena's timestamps with a zone keep it, DuckDB's do not: so an instant becomes a zone's wall time in one
// step, where Athena's SQL casts at_timezone(…) to a timestamp or a date, and nowhere else.
import { QueryError } from './engine.ts'
import { call, castTo, literalOf, type Tree, text } from './tree.ts'

/** From an instant on (ms since 1970), until the next such: what the zone's clocks show more than UTC's, in ms. */
interface Offset {
  readonly from: number
  readonly offset: number
}

// Between these the offsets are looked up; DuckDB's own conversion, right for all times, takes 20 times as long.
const FIRST = Date.UTC(2010, 0, 1)
const LAST = Date.UTC(2037, 0, 1)
/** No zone has changed its clocks twice within so short a time. */
const STEP = 7 * 86_400_000
const NAME = /^(?:UTC|GMT|[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/

/**
 * What the clocks of a zone show at an instant; undefined when the expression is no at_timezone(x, 'zone') or
 * x AT TIME ZONE 'zone'. `visit` translates its parts.
 * @throws QueryError for a zone that is no literal, or not known.
 */
export function wallClock(node: Tree, visit: (part: Tree) => Tree): Tree | undefined {
  if (node.class !== 'FUNCTION' || (node.children as Tree[]).length !== 2) return undefined
  const name = String(node.function_name)
  if (name !== 'at_timezone' && name !== 'timezone') return undefined
  const [first, second] = node.children as [Tree, Tree]
  const [instant, place] = name === 'timezone' ? [second, first] : [first, second]
  const zone = zoneOf(place, 'at_timezone')
  const moment = visit(isUtc(instant) ? (instant.children as [Tree])[0] : instant)
  if (zone === 'UTC') return castTo('TIMESTAMP', call('athena_instant', moment))
  return call('make_timestamp', call('+', call('athena_microseconds', moment), offsetAt(moment, zone)))
}

/** with_timezone(x, 'UTC'): an instant. @throws QueryError for another zone */
export function readUtc([x, place]: readonly Tree[]): Tree {
  const zone = zoneOf(place!, 'with_timezone')
  if (zone === 'UTC') return call('athena_utc', x!)
  throw new QueryError(`with_timezone: expected 'UTC', which all times of the lake are in, got ${JSON.stringify(zone)}`)
}

/** Whether there is such a zone, as the IANA's database writes it, such as Asia/Kolkata. */
export function isZone(name: string): boolean {
  if (!NAME.test(name)) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function zoneOf(node: Tree, name: string): string {
  const zone = literalOf(node)
  if (zone === undefined) throw new QueryError(`${name}: expected a time zone as a literal, got an expression`)
  if (isZone(zone)) return zone
  throw new QueryError(`${name}: expected a time zone such as 'Asia/Kolkata' or 'UTC', got ${JSON.stringify(zone)}`)
}

/** with_timezone(x, 'UTC') around a timestamp changes nothing of what instant it is. */
function isUtc(node: Tree): boolean {
  const isCall = node.class === 'FUNCTION' && node.function_name === 'with_timezone'
  return isCall && (node.children as Tree[]).length === 2 && literalOf((node.children as Tree[])[1]) === 'UTC'
}

/** Microseconds to be added to UTC: found by halves. */
function offsetAt(moment: Tree, zone: string): Tree {
  const found = offsetsOf(zone)
  const choose = (first: number, end: number): Tree => {
    if (end - first === 1) return whole(found[first]!.offset * 1000)
    const middle = (first + end) >> 1
    return either(before(moment, found[middle]!.from), choose(first, middle), choose(middle, end))
  }
  const exact = call(
    '-',
    call('epoch_us', call('timezone', text(zone), call('athena_instant', moment))),
    call('athena_microseconds', moment),
  )
  return either(before(moment, LAST), either(before(moment, FIRST), exact, choose(0, found.length)), exact)
}

const known = new Map<string, readonly Offset[]>()

/** The zone's offsets from FIRST to LAST, the first from FIRST on. */
export function offsetsOf(zone: string): readonly Offset[] {
  const cached = known.get(zone)
  if (cached !== undefined) return cached
  const read = offsetReader(zone)
  const found: Offset[] = [{ from: FIRST, offset: read(FIRST) }]
  for (let at = FIRST; at < LAST; at += STEP) {
    const { offset } = found.at(-1)!
    if (read(at + STEP) === offset) continue
    let [same, other] = [at, at + STEP]
    while (other - same > 1000) {
      const middle = Math.floor((same + other) / 2000) * 1000
      if (read(middle) === offset) same = middle
      else other = middle
    }
    found.push({ from: other, offset: read(other) })
  }
  known.set(zone, found)
  return found
}

function offsetReader(timeZone: string): (at: number) => number {
  const parts = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...parts, second: 'numeric', hourCycle: 'h23' })
  return at => {
    const [month, day, year, hour, minute, second] = format.format(at).match(/\d+/g)!.map(Number)
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) - at
  }
}

function before(moment: Tree, at: number): Tree {
  const limit = whole(at * 1000)
  return {
    class: 'COMPARISON',
    type: 'COMPARE_LESSTHAN',
    left: call('athena_microseconds', moment),
    right: limit,
  }
}

function either(condition: Tree, yes: Tree, no: Tree): Tree {
  const checks = [{ when_expr: condition, then_expr: yes }]
  return { class: 'CASE', type: 'CASE_EXPR', case_checks: checks, else_expr: no }
}

function whole(value: number): Tree {
  const type = { id: 'BIGINT', type_info: null }
  return { class: 'CONSTANT', type: 'VALUE_CONSTANT', value: { type, is_null: false, value } }
}
