// One part of the pipeline in a process of its own, to be killed: node part.ts <role> <a JSON of what it needs>.
import { writeSync } from 'node:fs'
import { createApp } from '@clickstream/collector/app'
import { serveApp } from '@clickstream/collector/server'
import { runJob } from '@clickstream/jobs/job'
import { jobs } from '@clickstream/jobs/jobs'
import { openCatalog, openStore } from '@clickstream/lake/open'
import { SqliteStream } from '@clickstream/stream/sqlite'
import { startTransform } from '../../packages/cli/thread.ts'
import { inTime, type Pace, timeAt } from './time.ts'

export interface PartSettings {
  readonly folder: string
  readonly pace: Pace
  readonly port?: number
  readonly job?: string
  readonly values?: Readonly<Record<string, string | boolean>>
}

const [role, json] = process.argv.slice(2) as [Role, string]
const { folder, pace, port = 0, job: name = '', values = {} } = JSON.parse(json) as PartSettings
const clock = () => timeAt(pace)
const urls = {
  stream: `sqlite:${folder}/stream.sqlite`,
  lake: `file:${folder}/lake`,
  catalog: `sqlite:${folder}/catalog.sqlite`,
  live: `sqlite:${folder}/live.sqlite`,
}
const say = (text: string) => writeSync(1, `${text}\n`)

const roles = {
  async collector() {
    const stream = new SqliteStream(`${folder}/stream.sqlite`, {}, { clock })
    const app = createApp({ stream, clock, log: () => {} })
    const serving = await serveApp(app, { port })
    say(`ready ${serving.port}`)
  },
  /** The transform and the archive, on the thread that `clickstream dev` gives them. */
  async poller() {
    const transform = startTransform(urls, { onTrouble: text => writeSync(2, `${text}\n`) })
    await transform.ready
    say('ready')
    process.on('SIGTERM', async () => {
      await transform.drain()
      await transform.stop()
      process.exit(0)
    })
    await transform.failure
  },
  async job() {
    const job = await jobs[name]!()
    const stream = new SqliteStream(`${folder}/stream.sqlite`, {}, { clock })
    const summary = await runJob(job, values, {
      store: inTime(openStore(urls.lake), pace),
      catalog: openCatalog(urls.catalog),
      stream: urls.stream,
      completeUpTo: async (consumer?: string) => (await stream.backlog(consumer)).oldest_arrived_at ?? clock(),
      memory: { bytes: 256 * 1024 * 1024, threads: 1 },
      clock,
    })
    say(JSON.stringify(summary.lines))
    process.exit(0)
  },
}

export type Role = keyof typeof roles

roles[role]().catch(error => {
  writeSync(2, `${(error as Error).stack}\n`)
  process.exit(1)
})
