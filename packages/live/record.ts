// What of a stream record is counted. Quicker than the transform's reading, and less strict: this is no truth, but a glance.
import type { Decoded } from '@clickstream/events/decoded'
import type { EventEnvelope } from '@clickstream/events/envelope'
import { SLUG } from '@clickstream/events/tables'
import { readAgent } from '@clickstream/transform/agent'
import { decodeRecord } from '@clickstream/transform/decode'
import type { KinesisStreamRecord } from 'aws-lambda'
import type { Sight } from './tally.ts'

const CLICK = 'link_clicked'
const TYPE = /^[a-z][a-z0-9_]{0,63}$/
const MAX_CODE = 128
const MAX_AGENT = 1024

/** What it is of; null for what was forgotten; a text for why it is none of ours. Never throws. */
export function readSight(record: KinesisStreamRecord): Sight | null | 'rejected' {
  const decoded = decodeRecord(record)
  if (decoded.isForgotten) return null
  const envelope = readEnvelope(decoded)
  if (envelope === undefined || typeof envelope.event !== 'object' || envelope.event === null) return 'rejected'
  const event = envelope.event as Readonly<Record<string, unknown>>
  const { event_type, short_code } = event
  // The write key's word goes before the event's own.
  const app = envelope.app ?? event.app
  if (typeof app !== 'string' || app.length > 64 || !SLUG.regexp.test(app)) return 'rejected'
  if (typeof event_type !== 'string' || !TYPE.test(event_type)) return 'rejected'
  return {
    app,
    event_type,
    short_code: event_type === CLICK && typeof short_code === 'string' ? short_code.slice(0, MAX_CODE) : null,
    // The collector puts every record of a visitor under the visitor's name.
    visitor: record.kinesis.partitionKey,
    is_human: readAgent(agentOf(event.user_agent) ?? agentOf(envelope.user_agent)).traffic === 'human',
  }
}

function readEnvelope({ envelope }: Decoded): EventEnvelope | undefined {
  return envelope !== null && 'event' in envelope ? envelope : undefined
}

function agentOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_AGENT) : null
}
