// `npm run test:chaos [-- --seed N] [name …]`: the slow proofs, all or those named. What failed runs again with its seed.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({ options: { seed: { type: 'string' } }, allowPositionals: true })
const seed = values.seed === undefined ? randomInt(1, 2 ** 31) : Number(values.seed)
if (!Number.isInteger(seed) || seed < 0) throw new Error(`--seed: expected a whole number, got ${values.seed}`)

const line = `seed ${seed}; the same again: npm run test:chaos -- --seed ${seed}`
console.log(line)
const config = `${import.meta.dirname}/vitest.config.ts`
const child = spawn('vitest', ['run', '--config', config, ...positionals], {
  stdio: 'inherit',
  env: { ...process.env, CHAOS_SEED: String(seed), NODE_OPTIONS: '--expose-gc' },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('close', code => {
  console.log(line)
  process.exitCode = code ?? 1
})
