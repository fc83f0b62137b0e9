// The collector under load, its stream on disk: a server of its own, and this process sending for some seconds over a few
// connections. node collector.ts FOLDER [SECONDS] [BATCH] [CONNECTIONS]: prints one JSON line.
import { fork } from 'node:child_process'
import { Agent, request } from 'node:http'
import { createApp } from '@clickstream/collector/app'
import { serveApp } from '@clickstream/collector/server'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { generateEvents } from '../world.ts'

const [folder = '', seconds = '8', batch = '100', connections = '8'] = process.argv.slice(2)
const path = `${folder}/stream.sqlite`

if (process.send === undefined) await load()
else await serve()

async function serve(): Promise<void> {
  const stream = new SqliteStream(path, { free_disk_floor: 0 })
  const { port } = await serveApp(createApp({ stream, log: () => {} }), { port: 0, host: '127.0.0.1' })
  process.on('message', () =>
    process.send!({ cpu: process.cpuUsage(), peak_mib: Math.round(process.resourceUsage().maxRSS / 1024) }),
  )
  process.send!({ port, cpu: process.cpuUsage() })
}

async function load(): Promise<void> {
  const server = fork(import.meta.filename, process.argv.slice(2))
  const hear = () =>
    new Promise<{ port: number; cpu: NodeJS.CpuUsage; peak_mib: number }>(resolve =>
      server.once('message', resolve as never),
    )
  const { port, cpu } = await hear()
  const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })
  const bodies = makeBodies(Number(batch))
  const latencies: number[] = []
  let accepted = 0
  let failed = 0
  const started = performance.now()
  const end = started + Number(seconds) * 1000
  await Promise.all(
    Array.from({ length: Number(connections) }, async (_, connection) => {
      for (let i = connection; performance.now() < end; i++) {
        const sent = performance.now()
        const answer = await post(agent, port, bodies[i % bodies.length]!)
        latencies.push(performance.now() - sent)
        if (answer === undefined) failed++
        else accepted += answer.accepted + answer.rejected.length
      }
    }),
  )
  const elapsed = (performance.now() - started) / 1000
  agent.destroy()
  const heard = hear()
  server.send('figures')
  const figures = await heard
  server.kill('SIGKILL')
  const kept = (await new SqliteStream(path).stats()).records
  latencies.sort((a, b) => a - b)
  const at = (share: number) => Number(latencies[Math.floor(latencies.length * share)]!.toFixed(2))
  const spent = (figures.cpu.user - cpu.user + figures.cpu.system - cpu.system) / 1e6
  console.log(
    JSON.stringify({
      events: accepted,
      per_second: Math.round(accepted / elapsed),
      per_cpu_second: Math.round(accepted / spent),
      requests: latencies.length,
      failed,
      p50_ms: at(0.5),
      p99_ms: at(0.99),
      lost: accepted - kept,
      peak_mib: figures.peak_mib,
    }),
  )
}

/** Requests of so many events each; an event sent twice is two records all the same. */
function makeBodies(size: number): string[] {
  const bodies: string[] = []
  let events: unknown[] = []
  for (const line of generateEvents({ events: size * 120, seed: 1 })) {
    let event: { received_at?: unknown }
    try {
      event = JSON.parse(line)
    } catch {
      continue
    }
    delete event.received_at
    events.push(event)
    if (events.length < size) continue
    bodies.push(JSON.stringify({ events }))
    events = []
  }
  return bodies
}

function post(
  agent: Agent,
  port: number,
  body: string,
): Promise<{ accepted: number; rejected: unknown[] } | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sending = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: '/v1/events', headers },
      response => {
        const chunks: Buffer[] = []
        response.on('data', chunk => chunks.push(chunk))
        response.on('end', () =>
          resolve(response.statusCode! < 429 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined),
        )
        response.on('error', reject)
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}
