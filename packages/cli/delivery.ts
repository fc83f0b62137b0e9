// A window of recorded lines to a collector: in requests, each visitor's events in their order.
import { createHash } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { Line } from './recording.ts'
import { Refused, type Sender, type Verdict } from './sender.ts'
import { type Shift, saltId, shiftEvent } from './shift.ts'

const REQUEST_EVENTS = 500
const REQUEST_CHARACTERS = 1024 * 1024
/** Requests in flight. A visitor's events all go through one lane, so that they keep their order. */
const LANES = 4

/**
 * Sends the lines and resolves when the collector has answered for all of them; `first` is the number of the first line
 * in its recording.
 * @throws what the sender throws: any of the lines may then be with the collector.
 */
export async function deliver(
  window: readonly Line[],
  first: number,
  shift: Shift,
  sender: Sender,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Verdict> {
  const lanes: Line[][] = Array.from({ length: LANES }, () => [])
  window.forEach((line, i) => void lanes[laneOf(line.value, i)]!.push(line))
  const numbers = new Map(window.map((line, i) => [line, first + i]))
  const write: Write = line => writeLine(line, numbers.get(line)!, shift, clock.now())
  const send: Send = body => sender.send(body, signal)
  const verdicts = await Promise.all(
    lanes.map(async lane => {
      let sum: Verdict = { accepted: 0, rejected: 0 }
      for (const batch of cutBatches(lane)) sum = add(sum, await sendBatch(batch, write, send))
      return sum
    }),
  )
  return verdicts.reduce(add)
}

type Write = (line: Line) => string
type Send = (body: () => string) => Promise<Verdict>

/** Written anew for each attempt: sent_at is when it is really sent. */
function writeLine({ value, text }: Line, number: number, shift: Shift, now: number): string {
  if (!isEvent(value)) return text
  try {
    return JSON.stringify(shiftEvent(withId(value, text, number), shift, now))
  } catch {
    // Nested too deep to be written again.
    return text
  }
}

/** A batch refused as a whole is sent in halves, down to the line at fault. */
async function sendBatch(batch: readonly Line[], write: Write, send: Send): Promise<Verdict> {
  const [first] = batch
  const body = () => (first!.isJson ? `{"events":[${batch.map(write).join(',')}]}` : first!.text)
  const verdict = await send(body).catch(error => {
    if (error instanceof Refused) return undefined
    throw error
  })
  if (verdict !== undefined && verdict.accepted + verdict.rejected === batch.length) return verdict
  if (batch.length === 1) return { accepted: 0, rejected: 1 }
  const middle = batch.length >> 1
  return add(await sendBatch(batch.slice(0, middle), write, send), await sendBatch(batch.slice(middle), write, send))
}

/** A line that is no JSON goes alone, as it stands. */
function* cutBatches(lane: readonly Line[]): Generator<Line[]> {
  let batch: Line[] = []
  let characters = 0
  for (const line of lane) {
    const isFull = batch.length >= REQUEST_EVENTS || characters + line.text.length > REQUEST_CHARACTERS
    if (batch.length > 0 && (isFull || !line.isJson || !batch[0]!.isJson)) {
      yield batch
      batch = []
      characters = 0
    }
    batch.push(line)
    characters += line.text.length
  }
  if (batch.length > 0) yield batch
}

type Event = Readonly<Record<string, unknown>>

function isEvent(value: unknown): value is Event {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An event without an id gets one from its place, so that sending it again repeats it rather than doubles it. */
function withId(event: Event, text: string, number: number): Event {
  return event.event_id === undefined || event.event_id === null || event.event_id === ''
    ? { ...event, event_id: saltId(text, `replay ${number}`) }
    : event
}

function laneOf(value: unknown, i: number): number {
  const event = isEvent(value) ? value : {}
  const visitor = event.anonymous_id ?? event.user_id ?? event.event_id ?? i
  return createHash('md5').update(String(visitor)).digest()[0]! % LANES
}

function add(a: Verdict, b: Verdict): Verdict {
  return { accepted: a.accepted + b.accepted, rejected: a.rejected + b.rejected }
}
