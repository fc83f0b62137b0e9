#!/usr/bin/env node
// The door: plain JavaScript that any Node can read. The house itself needs Node 24, which `npm ci` installs.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const NEEDED = 24

// Node's threads for files and for DuckDB's statements are the same few: what is asked must not keep events waiting.
process.env.UV_THREADPOOL_SIZE ??= '16'

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  // What Node makes of our files is kept for the next command, which starts in half the time; where it can't be, it is made anew.
  module.enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/clickstream', import.meta.url)))
  const { main } = await import('../main.ts')
  await main(process.argv.slice(2))
} else {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = fileURLToPath(new URL(`../../../node_modules/node/bin/${file}`, import.meta.url))
  if (!existsSync(node)) {
    console.error(
      `clickstream: this is Node ${process.versions.node}, and the Node ${NEEDED} it runs on is not installed yet.\n` +
        'Run `npm start`, or `node scripts/setup.mjs`, in the project folder first: it installs what is missing.',
    )
    process.exit(1)
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // A terminal sends Ctrl-C to both, and the child decides when it is done; whoever else sends it means the child.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => {
    console.error(`clickstream: ${node} does not start: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}
