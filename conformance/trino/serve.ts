// node conformance/trino/serve.ts [--port 8435] [--version 435] [--lake DIR]: a Trino server over a lake, until Ctrl-C; without
// --lake, over fixture days.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isVersion, versions } from './install.ts'
import { fillLake, registerLake } from './lake.ts'
import { startServer } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8435' },
    version: { type: 'string', default: '435' },
    lake: { type: 'string' },
  },
})
if (!isVersion(values.version)) {
  throw new RangeError(`--version: expected one of ${Object.keys(versions).join(', ')}, got ${values.version}`)
}
const made = values.lake === undefined ? await mkdtemp(join(tmpdir(), 'clickstream-lake-')) : undefined
if (made !== undefined) await fillLake(made)
const server = await startServer(values.version, Number(values.port))
const stop = async () => {
  await server.stop()
  if (made !== undefined) await rm(made, { recursive: true, force: true })
  process.exit()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
try {
  await registerLake(server.url, values.lake ?? made!)
  console.log(`Trino ${server.version} at ${server.url}`)
} catch (error) {
  console.error(error)
  process.exitCode = 1
  await stop()
}
