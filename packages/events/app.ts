// Whose event it is.
import { type Draft, type Reason, wrong } from './check.ts'
import type { EventEnvelope } from './envelope.ts'
import { SLUG } from './tables.ts'

/** The write key's app, or the event's own where there is no key, or why there is none: neither says it, or they differ. */
export function chooseApp(envelope: Pick<EventEnvelope, 'app'>, draft: Draft): string | Reason[] {
  const { app } = envelope
  if (app === undefined || app === null) return draft.app ?? [wrong('missing', 'app', 'app', SLUG.words, undefined)]
  if (typeof app !== 'string' || !SLUG.regexp.test(app)) return [wrong('malformed', 'app', 'app', SLUG.words, app)]
  if (draft.app !== null && draft.app !== app) {
    return [wrong('wrong_app', 'app', 'app', `${app}, as the write key says`, draft.app)]
  }
  return app
}
