// The check: is this an event, and if not, why not? Derived from tables.ts; the collector and the transform both call it.
import { type Field, positions } from './field.ts'
import { type Reason, wrong } from './reason.ts'
import { type Cell, readJson, readText, Slot } from './slot.ts'
import { events, eventTypes } from './tables.ts'

export { type Reason, wrong } from './reason.ts'
export { type Cell, MAX_DEPTH } from './slot.ts'

/** What a client said, checked: a row of `events` with the client's fields filled and ours still null. */
export interface Draft {
  readonly row: Cell[]
  readonly app: string | null
  /** The visitor's address when a server sends on their behalf; used for the country, never stored. */
  readonly ip: string | null
}

/** Where each field stands in a row of `events`. */
export const at = positions(events)

const NO_COLUMN = -1
const app = new Slot(events.partitions[0], NO_COLUMN)
const ip = new Slot({ ...events.fields[0], name: 'ip', max: 64 }, NO_COLUMN)
const properties = new Slot(events.fields[at.properties]!, NO_COLUMN)

const slots = new Map<string, Slot>()
events.fields.forEach((field: Field, index) => {
  if (field.source === 'client') slots.set(field.name, new Slot(field, index))
})
for (const slot of [app, ip, properties]) slots.set(slot.name, slot)

const blank: Cell[] = events.fields.map(() => null)
const always: readonly number[] = [at.event_id, at.event_type]
const requiredBy = new Map<Cell, readonly number[]>(
  Object.entries(eventTypes).map(([type, names]) => [type, names.map(name => at[name as keyof typeof at])]),
)

/**
 * Reads one parsed JSON value as an event. Unknown fields go to `properties`; an empty string or null is an absent field.
 * Returns the draft, or every reason why it is none. Never throws, whatever the value.
 * `plain` promises that the JSON text it was parsed from has no \u escape, so that no text in it can hold a NUL or half a
 * surrogate pair, and spares looking for them.
 */
export function readEvent(raw: unknown, plain = false): Draft | Reason[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return [wrong('wrong_type', null, 'event', 'a JSON object', raw)]
  }
  const reasons: Reason[] = []
  const draft = { row: blank.slice(), app: null as string | null, ip: null as string | null }
  let named: unknown
  let extra: Record<string, unknown> | null = null
  const source = raw as Record<string, unknown>
  for (const name in source) {
    const value = source[name]
    if (value === null || value === undefined) continue
    const slot = slots.get(name)
    if (slot === undefined) {
      // No prototype: a field called __proto__ is data like any other.
      extra ??= Object.create(null) as Record<string, unknown>
      extra[name] = value
    } else if (value === '') {
      // absent
    } else if (slot.index !== NO_COLUMN) draft.row[slot.index] = slot.read(value, slot, reasons, plain)
    else if (slot === app) draft.app = readText(value, slot, reasons, plain)
    else if (slot === ip) draft.ip = readText(value, slot, reasons, plain)
    else named = value
  }
  if (named !== undefined || extra !== null) draft.row[at.properties] = readProperties(named, extra, reasons)
  requireFields(draft.row, reasons)
  return reasons.length > 0 ? reasons : draft
}

/** What the sender calls properties, and with it whatever the contract does not name. */
function readProperties(named: unknown, extra: Record<string, unknown> | null, reasons: Reason[]): string | null {
  if (named !== undefined && (typeof named !== 'object' || Array.isArray(named))) {
    reasons.push(wrong('wrong_type', 'properties', 'properties', 'an object', named))
    return null
  }
  const all = extra === null ? named : named === undefined ? extra : Object.assign(Object.create(null), named, extra)
  const text = readJson(all as object, properties, reasons)
  return text === '{}' ? null : text
}

function requireFields(row: Cell[], reasons: Reason[]): void {
  const type = row[at.event_type]!
  for (const index of always) if (row[index] === null) miss(index, 'every event', reasons)
  const required = requiredBy.get(type)
  if (required !== undefined) for (const index of required) if (row[index] === null) miss(index, `${type}`, reasons)
  if (row[at.anonymous_id] === null && row[at.user_id] === null) {
    if (reasons.some(({ field }) => field === 'anonymous_id' || field === 'user_id')) return
    reasons.push(wrong('missing', 'anonymous_id', 'anonymous_id', 'this or user_id in every event', undefined))
  }
}

/** A field that is there but wrong has its own reason already. */
function miss(index: number, whose: string, reasons: Reason[]): void {
  const { name } = events.fields[index]!
  if (reasons.some(reason => reason.field === name)) return
  reasons.push(wrong('missing', name, name, `a value, ${whose} needs it`, undefined))
}
