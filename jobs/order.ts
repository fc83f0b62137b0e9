// How the rows of a version lie, whichever job writes it: what is asked for together lies together.

/** The sort order of a table: a column of few values or none, then a time. */
export interface Order {
  readonly columns: string
  readonly group: string | null
  readonly time: string
}

export const ORDER: Readonly<Record<'events' | 'rejected', Order>> = {
  events: { columns: 'event_type, occurred_at, event_id', group: 'event_type', time: 'occurred_at' },
  rejected: { columns: 'received_at, reason_code', group: null, time: 'received_at' },
}
