import { correctTime } from '@clickstream/transform/clock'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { saltId, shiftEvent } from '../shift.ts'

const none = { delta: 0, salt: undefined }
const iso = (ms: number) => new Date(ms).toISOString()

describe('shiftEvent', () => {
  test('whatever the delta and the device clock, the corrected time comes out as the true time plus the delta', () => {
    const time = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) })
    const waited = fc.integer({ min: 0, max: 86_400_000 })
    const skew = fc.integer({ min: -400 * 86_400_000, max: 400 * 86_400_000 })
    fc.assert(
      fc.property(time, waited, skew, time, fc.boolean(), (happened, wait, off, now, asText) => {
        const form = (ms: number) => (asText ? iso(ms) : ms)
        const arrived = happened + wait
        const recorded = { occurred_at: form(happened + off), sent_at: form(arrived + off), received_at: iso(arrived) }
        // The day ends at `now` at the earliest when this event does.
        const delta = now - arrived
        const moved = shiftEvent(recorded, { delta, salt: undefined }, now) as Record<string, string>
        const corrected = correctTime(new Date(moved.occurred_at!).getTime(), new Date(moved.sent_at!).getTime(), now)
        expect(corrected).toEqual({ occurred_at: happened + delta, time_source: 'corrected' })
      }),
    )
  })

  test('without a shift the corrected time is the true one', () => {
    const happened = Date.UTC(2026, 2, 1)
    const recorded = { occurred_at: iso(happened), sent_at: iso(happened + 500), received_at: iso(happened + 900) }
    const now = Date.UTC(2026, 10, 23)
    const moved = shiftEvent(recorded, none, now) as Record<string, string>
    expect(moved.occurred_at).toBe(recorded.occurred_at)
    const { occurred_at } = correctTime(Date.parse(moved.occurred_at!), Date.parse(moved.sent_at!), now)
    expect(occurred_at).toBe(happened + 400)
  })

  test('leaves out the arrival and leaves alone what is no time', () => {
    const event = { event_id: 'a', occurred_at: 'yesterday', sent_at: null, received_at: 12, note: 'x' }
    expect(shiftEvent(event, { delta: 5, salt: undefined }, 100)).toEqual({
      event_id: 'a',
      occurred_at: 'yesterday',
      sent_at: null,
      note: 'x',
    })
  })

  test('fresh ids keep retries retries', () => {
    const ids = ['a', 'b', 'a'].map(
      id => (shiftEvent({ event_id: id }, { delta: 0, salt: 's' }, 0) as { event_id: string }).event_id,
    )
    expect(ids[0]).toBe(ids[2])
    expect(ids[0]).not.toBe(ids[1])
    expect(ids[0]).not.toBe('a')
    expect(saltId('a', 's')).not.toBe(saltId('a', 't'))
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
