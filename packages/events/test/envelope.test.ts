import { describe, expect, it } from 'vitest'
import { rejectedEnvelopes } from '../envelope.ts'

const arrival = { received_at: 1, dialect: 'events', app: 'store' }
const reason = { reason_code: 'not_json', field: null, reason: 'body: expected JSON, got "{"' }
const MAX_RECORD_BYTES = 1024 * 1024

describe('rejectedEnvelopes', () => {
  it('keeps a payload whole, with all its reasons', () => {
    const two = [reason, { ...reason, reason: 'and more' }]
    expect(rejectedEnvelopes(arrival, two, '{', 'e1')).toEqual([
      {
        ...arrival,
        rejected: {
          event_id: 'e1',
          reason_code: 'not_json',
          field: null,
          reason: 'body: expected JSON, got "{"; and more',
          payload: '{',
          contract_version: '1',
        },
      },
    ])
    expect(rejectedEnvelopes(arrival, [reason], '', null)).toHaveLength(1)
  })

  it.each([
    ['plain text', 'x'.repeat(5 * 1024 * 1024)],
    ['control characters, six bytes each in JSON', '\u0001'.repeat(700_000)],
    ['surrogate pairs that no piece may cut', `x${'🦆'.repeat(400_000)}`],
  ])('cuts %s into pieces that a record can hold', (_, payload) => {
    const envelopes = rejectedEnvelopes(arrival, [reason], payload, null)
    expect(envelopes.length).toBeGreaterThan(1)
    expect(envelopes.map(each => each.rejected.payload).join('')).toBe(payload)
    for (const [i, envelope] of envelopes.entries()) {
      expect(Buffer.byteLength(JSON.stringify(envelope))).toBeLessThan(MAX_RECORD_BYTES)
      expect(envelope.rejected.payload.isWellFormed()).toBe(true)
      expect(envelope.rejected.reason).toMatch(new RegExp(`part ${i + 1} of ${envelopes.length}\\)$`))
    }
  })
})
