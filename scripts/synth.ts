// npm run synth: what a stage would deploy, without an AWS account.
import { parseArgs } from 'node:util'
import { synthesise } from './synth/synthesis.ts'
import { describeSynthesis } from './synth/table.ts'

const HELP = `npm run synth [-- --stage NAME] [--json]

Runs sst.config.ts as a deploy would, with answers made up for AWS's, and lists
what would be created. Needs no account and no credentials; the first time the
npm registry, for SST's platform.

  --stage NAME   production, staging, or any other name for a personal one
                 (default: personal)
  --json         every resource with all it asks for
`

const { values } = parseArgs({
  options: { stage: { type: 'string', default: 'personal' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
})
if (values.help) {
  console.log(HELP)
} else {
  try {
    const begun = Date.now()
    const synthesis = await synthesise(values.stage)
    if (values.json) console.log(JSON.stringify(synthesis, null, 2))
    else for (const line of describeSynthesis(synthesis)) console.log(line)
    for (const error of synthesis.errors) console.error(`✗ ${error}`)
    if (synthesis.errors.length > 0) process.exitCode = 1
    else console.error(`\n✓ synthesised in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  } catch (error) {
    console.error(`✗ ${(error as Error).message}`)
    process.exitCode = 1
  }
}
