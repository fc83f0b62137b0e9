// What each reason for a rejection means, and what a developer does about it.

export interface Mending {
  readonly about: string
  readonly mend: string
}

const MENDINGS: Readonly<Record<string, Mending>> = {
  missing: {
    about: 'A field that this type of event cannot do without is not there, or is empty.',
    mend: 'Send the field with every event of this type. Every event needs an event_type and an anonymous_id or a user_id; clickstream tables events says what the others need.',
  },
  wrong_type: {
    about: 'A field has a value of another kind: an object where text belongs, a text where a number does.',
    mend: 'Send numbers as numbers and text as text; an event is a JSON object, properties too.',
  },
  malformed: {
    about: 'A field has the right kind of value in the wrong shape.',
    mend: 'event_type is snake_case, app a lower-case slug, times are ISO 8601 or ms since 1970, currencies ISO 4217 in capitals such as EUR. The reason says which it is.',
  },
  out_of_range: {
    about: 'A number or a time is beyond what its field can hold.',
    mend: 'Times are from 1970 to 2099, in ms and not in µs; money is not below 0. Send refunds as order_refunded, not as a negative value.',
  },
  too_long: {
    about: 'A text is longer than its field takes.',
    mend: 'Cut it before sending, or put what is long into properties in parts; the reason says how long it may be.',
  },
  too_large: {
    about: 'One event is larger than 1 MiB.',
    mend: 'Leave out what nobody will ask about: images, whole pages, traces. Other events of the same request were taken.',
  },
  not_json: {
    about: 'The body could not be read as JSON at all, so that none of its events was taken.',
    mend: 'Send UTF-8 JSON made by a JSON library, not by putting texts together; a body cut short in transport looks like this, too.',
  },
  wrong_app: {
    about: 'The event says another app than the write key it came with.',
    mend: 'Use the write key of that app, or leave app out: the key says it.',
  },
  unnamed: {
    about: 'Another producer put it on the stream as rejected and gave no reason.',
    mend: 'Ask whoever writes to the stream beside the collector.',
  },
}

const OTHER: Mending = {
  about: 'The event broke the contract.',
  mend: 'The reason of each example says what was expected and what came.',
}

/** By reason_code; a code that is not known has a general word. */
export function mendingOf(reason_code: string): Mending {
  return Object.hasOwn(MENDINGS, reason_code) ? MENDINGS[reason_code]! : OTHER
}
