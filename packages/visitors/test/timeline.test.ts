import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Happening, Line, Sender } from '../sender.ts'
import { mergeByArrival, Queue, type Visit } from '../timeline.ts'

test('a queue gives back what was added, by time, and as it came within a time', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { freq: 3 })), steps => {
      const queue = new Queue<{ at: number; n: number }>()
      let waiting: { at: number; n: number }[] = []
      for (const [n, at] of steps.entries()) {
        if (at !== null) {
          queue.add(at, { at, n })
          waiting = [...waiting, { at, n }].sort((a, b) => a.at - b.at || a.n - b.n)
        } else if (waiting.length > 0) {
          expect(queue.nextAt).toBe(waiting[0]!.at)
          expect(queue.take()).toEqual(waiting.shift())
        }
        expect(queue.size).toBe(waiting.length)
      }
    }),
  )
})

test('an empty queue has nothing to take', () => {
  const queue = new Queue()
  expect(queue.nextAt).toBe(Number.POSITIVE_INFINITY)
  expect(() => queue.take()).toThrow('queue: expected an item to take, got none')
})

/** Sends each happening as a line that arrives `late` ms after it. */
const sender = (late: number) =>
  ({
    send: ({ at, fields }: Happening, deliver: (line: Line) => void) =>
      deliver({ arrives: at + late, app: 'store', text: String(fields.text), fault: null }),
  }) as unknown as Sender
const visit = (late: number, ...steps: (readonly [number, string] | Visit)[]): Visit => ({
  at: Array.isArray(steps[0]) ? (steps[0] as [number, string])[0] : 0,
  sender: sender(late),
  story: steps.map(step => ('story' in step ? step : { at: step[0], fields: { text: step[1] } })).values(),
})
const merge = (...visits: Visit[]) => [...mergeByArrival(visits.values())].map(line => line.text).join(' ')

test('lines of many visits come in the order in which they arrive', () => {
  expect(merge(visit(0, [1, 'a1'], [5, 'a5'], [9, 'a9']), visit(3, [2, 'b5'], [3, 'b6']), visit(0, [4, 'c4']))).toBe(
    'a1 c4 a5 b5 b6 a9',
  )
})

test('a visit can lead to another', () => {
  const other = visit(0, [3, 'other3'], [8, 'other8'])
  expect(merge(visit(0, [1, 'a1'], other, [6, 'a6']))).toBe('a1 other3 a6 other8')
})

test('a story that goes back in time is an error', () => {
  expect(() => merge(visit(0, [5, 'a5'], [4, 'a4']))).toThrow('visit: expected its next step at 5 or later, got 4')
})

test('the next visit is asked for only when what arrives before it is out', () => {
  let asked = 0
  function* visits(): Generator<Visit> {
    for (let at = 0; ; at += 10) {
      asked++
      yield visit(1, [at, `v${at}`], [at + 2, `w${at}`])
    }
  }
  const lines = mergeByArrival(visits())
  for (const expected of ['v0', 'w0', 'v10', 'w10']) expect(lines.next().value?.text).toBe(expected)
  expect(asked).toBe(3)
})
