// The clients: they send what has come about by the storm's time, and again, with the same event_ids, until it is acked.
import { setTimeout as sleep } from 'node:timers/promises'

export interface Sent {
  /** app/event_id of what was accepted, and the visitor it was of. */
  readonly acked: Map<string, string | null>
  /** Of what was rejected. */
  readonly rejected: Set<string>
  requests: number
  again: number
}

export interface Due {
  /** ms since 1970, by the storm's time. */
  readonly arrives: number
  readonly event: Readonly<Record<string, unknown>>
}

const LANES = 4
const MOST_EVENTS = 120

/** Sends all of `events`, each not before its time; resolves when all are acked or rejected. */
export async function sendAll(
  events: Iterator<Due>,
  port: number,
  clock: () => number,
  sent: Sent,
  signal: AbortSignal,
): Promise<void> {
  let next = events.next()
  const take = (): Due['event'][] => {
    const batch: Due['event'][] = []
    for (; !next.done && next.value.arrives <= clock() && batch.length < MOST_EVENTS; next = events.next())
      batch.push(next.value.event)
    return batch
  }
  const lane = async () => {
    while (!signal.aborted) {
      const batch = take()
      if (batch.length > 0) await deliver(batch, port, sent, signal)
      else if (next.done) return
      else await sleep(20)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
}

async function deliver(batch: readonly Due['event'][], port: number, sent: Sent, signal: AbortSignal): Promise<void> {
  const body = JSON.stringify({ events: batch })
  for (let tries = 0; !signal.aborted; tries++) {
    sent.requests++
    if (tries > 0) sent.again++
    const answer = await post(body, port)
    if (answer !== undefined) {
      const refused = new Set(answer.rejected.map(({ index }) => index))
      for (const [i, { app, event_id, anonymous_id }] of batch.entries()) {
        const key = `${app}/${event_id}`
        if (refused.has(i)) sent.rejected.add(key)
        else sent.acked.set(key, (anonymous_id as string | undefined) ?? null)
      }
      return
    }
    await sleep(30)
  }
}

async function post(body: string, port: number): Promise<{ rejected: { index: number }[] } | undefined> {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`http://127.0.0.1:${port}/v1/events`, { method: 'POST', body, headers })
    const answer = (await response.json()) as { rejected?: { index: number }[] }
    // 400 with a list: all were rejected, and are kept as such.
    return answer.rejected === undefined ? undefined : { rejected: answer.rejected }
  } catch {
    return undefined
  }
}
