// Who an anonymous visitor turned out to be, in each app.
import type { Event } from './folder.ts'

export class People {
  #users = new Map<string, { user_id: string; at: number }>()

  /** Every event with both ids says who the visitor is; the last one counts. */
  constructor(events: Iterable<Event>) {
    for (const event of events) {
      const [anonymous_id, user_id] = [event.text('anonymous_id'), event.text('user_id')]
      if (anonymous_id === null || user_id === null) continue
      const key = `${event.app} ${anonymous_id}`
      const other = this.#users.get(key)
      const isLater =
        other === undefined || event.occurred > other.at || (event.occurred === other.at && user_id > other.user_id)
      if (isLater) this.#users.set(key, { user_id, at: event.occurred })
    }
  }

  userOf(app: string, visitor: string): string | null {
    return this.#users.get(`${app} ${visitor}`)?.user_id ?? null
  }

  /** Whose event it is, as its own app knows. */
  personOf(event: Event): string {
    return event.text('user_id') ?? this.userOf(event.app, event.visitor) ?? event.visitor
  }

  /** Who a visitor is to another app. */
  personIn(app: string, visitor: string): string {
    return this.userOf(app, visitor) ?? visitor
  }
}
