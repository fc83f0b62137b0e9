// npm run test:browser [-- FILE…]: the viewer as a person sees it. Exits with 1 where something is not as it must be, with 2
// where there is no browser to look through.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findChromium } from './chromium.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

try {
  findChromium()
} catch (error) {
  console.error((error as Error).message)
  process.exit(2)
}
const vitest = spawn(
  process.execPath,
  [
    `${root}node_modules/vitest/vitest.mjs`,
    'run',
    '--config',
    `${import.meta.dirname}/vitest.config.ts`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
)
vitest.once('close', code => {
  process.exitCode = code ?? 1
})
