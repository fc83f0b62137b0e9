/** How often things go wrong on the way, each a probability. */
export interface Faults {
  /** of an event: the answer is lost and the client sends it again, with the same event_id. */
  readonly retried: number
  /** of an event: the first try is lost, it comes seconds or minutes later, after what happened after it. */
  readonly delayed: number
  /** of a browser's event: the connection is gone; it and what follows wait for hours and come together. */
  readonly offline: number
  /** of a browser: its clock is wrong. */
  readonly wrong_clock: number
  /** of a browser: an old SDK that does not say when it sends. */
  readonly no_sent_at: number
  /** of an event: it comes without its time. */
  readonly no_occurred_at: number
  /** of an event: it breaks the contract. */
  readonly broken: number
  /** of an event: what arrives is no JSON. */
  readonly garbled: number
}

/** A good day. */
export const usualFaults: Faults = {
  retried: 0.01,
  delayed: 0.01,
  offline: 0.003,
  wrong_clock: 0.02,
  no_sent_at: 0.02,
  no_occurred_at: 0.001,
  broken: 0.001,
  garbled: 0.0005,
}

/** A bad one. */
export const manyFaults: Faults = {
  retried: 0.12,
  delayed: 0.1,
  offline: 0.03,
  wrong_clock: 0.3,
  no_sent_at: 0.1,
  no_occurred_at: 0.02,
  broken: 0.005,
  garbled: 0.003,
}
