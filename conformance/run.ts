// npm run test:conformance [-- STEP… [--seed N] [--count N]]: what we make, against what others say it must be; rare steps only by
// their name.
// Exits with 1 where something is not as it must be, with 2 where a comparison cannot be made on this machine.
import { parseArgs } from 'node:util'
import { Missing, type Step } from './step.ts'
import { steps } from './steps.ts'

const { values, positionals: wanted } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string' } },
  allowPositionals: true,
})
const options = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]))
for (const [name, number] of Object.entries(options)) {
  if (!Number.isSafeInteger(number)) throw new RangeError(`--${name}: expected a whole number, got ${number}`)
}
const unknown = wanted.filter(name => !steps.some(step => step.name === name))
if (unknown.length > 0) {
  console.error(`step: expected one of ${steps.map(step => step.name).join(', ')}, got ${unknown.join(', ')}`)
  process.exit(2)
}

/** 0: as it must be. */
async function take(step: Step): Promise<0 | 1 | 2> {
  console.log(`\n${step.name}: ${step.about}`)
  try {
    const { compared, faults } = await step.run(options)
    for (const fault of faults) console.log(`  ✗ ${fault}`)
    console.log(faults.length === 0 ? `  ✓ ${compared}` : `  faults: ${faults.length}, in ${compared}`)
    return faults.length === 0 ? 0 : 1
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    console.log(`  ? not compared: ${error.message}`)
    return 2
  }
}

// Servers that a step started end with this.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

let worst = 0
for (const step of steps) {
  if (wanted.length > 0 ? !wanted.includes(step.name) : step.isRare) continue
  worst = Math.max(worst, await take(step))
}
process.exitCode = worst
