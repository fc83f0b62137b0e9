// The text of a stream record, back to what the collector put there.
import { type Envelope, FORGOTTEN } from './envelope.ts'
import { EARLIEST, LATEST } from './time.ts'

export interface Decoded {
  /** Null when the record is no envelope of ours. */
  readonly envelope: Envelope | null
  readonly text: string
  /** The text has no \u escape: see readEvent. */
  readonly plain: boolean
  /** What a rejected row keeps, where that is known better than by writing the event again. */
  readonly original?: string
  /** ms since 1970: the collector's word, or the stream's where that is missing. */
  readonly received_at: number
  /** The person it was of was forgotten: it makes no row. */
  readonly isForgotten?: boolean
}

/**
 * Never throws: what is no envelope of ours has none.
 * @param arrived ms since 1970, what counts where the text does not say when it was received
 */
export function decodeText(text: string, arrived: number): Decoded {
  if (text === FORGOTTEN) return { envelope: null, text, plain: true, received_at: arrived, isForgotten: true }
  const plain = !text.includes('\\u')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { envelope: null, text, plain, received_at: arrived }
  }
  if (typeof value !== 'object' || value === null || !('event' in value || 'rejected' in value)) {
    return { envelope: null, text, plain, received_at: arrived }
  }
  const envelope = value as Envelope
  const received = envelope.received_at
  const sane = Number.isInteger(received) && received >= EARLIEST && received < LATEST
  return { envelope, text, plain, received_at: sane ? received : arrived }
}
