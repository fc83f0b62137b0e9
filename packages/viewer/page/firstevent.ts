// What to type for a first event.
import type { Place } from '../wire.ts'

/**
 * How to send a first event; `start` is what must run for it, where the collector is not at `origin` itself. A collector
 * elsewhere runs, and asks for a write key, which says of which app the event is.
 */
export function suggestEvent({ collector, data }: Place, origin: string): { start: string | null; send: string } {
  const isAway = collector !== null && !/^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(collector)
  const app = isAway ? '' : '"app":"demo",'
  const event = `{"event_type":"page_viewed",${app}"anonymous_id":"me","page_url":"https://example.com/"}`
  const key = isAway ? " -H 'Authorization: Bearer WRITE_KEY'" : ''
  return {
    start: collector === null || isAway ? null : `npx clickstream dev${data}`,
    send: `curl ${collector ?? origin}/v1/events${key} -d '${event}'`,
  }
}
