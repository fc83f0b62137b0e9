// What to type for a first event.
import type { Place } from '../wire.ts'

/** How to send a first event; `start` is what must run for it, where the collector is not at `origin` itself. */
export function suggestEvent({ collector, data }: Place, origin: string): { start: string | null; send: string } {
  const event = '{"event_type":"page_viewed","app":"demo","anonymous_id":"me","page_url":"https://example.com/"}'
  return {
    start: collector === null ? null : `npx clickstream dev${data}`,
    send: `curl ${collector ?? origin}/v1/events -d '${event}'`,
  }
}
