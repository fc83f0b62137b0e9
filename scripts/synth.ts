// npm run synth: what a stage would deploy, without an AWS account.
import { parseArgs } from 'node:util'
import { synthesise } from './synth/synthesis.ts'
import { describeSynthesis } from './synth/table.ts'

const HELP = `npm run synth [-- --stage NAME] [--json]

Runs sst.config.ts as a deploy would, with answers made up for AWS's, and lists
what would be created. Needs no account and no credentials, and the npm registry
the first time, for SST's platform.

  --stage NAME   production, staging, or any other name for a personal one
                 (default: personal)
  --json         every resource with all it asks for
`

/** Prints what there is to say. @returns whether all of it could be synthesised */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { stage: { type: 'string', default: 'personal' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help) {
    console.log(HELP)
    return true
  }
  const begun = Date.now()
  const synthesis = await synthesise(values.stage)
  if (values.json) console.log(JSON.stringify(synthesis, null, 2))
  else if (synthesis.resources.length > 0) for (const line of describeSynthesis(synthesis)) console.log(line)
  for (const error of synthesis.errors) tell(error)
  if (synthesis.errors.length > 0) return false
  console.error(`\n✓ synthesised in ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  return true
}

/** An error's first line; with DEBUG=1 where it happened, too. */
function tell(error: string): void {
  console.error(`✗ ${process.env.DEBUG ? error : error.split('\n    at ')[0]?.replace(/^\w*Error: /, '')}`)
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  const { code, message, stack } = error as Error & { code?: unknown }
  tell((process.env.DEBUG ? stack : undefined) ?? message)
  if (String(code).startsWith('ERR_PARSE_ARGS')) console.error('  npm run synth -- --help says what there is')
  process.exitCode = 1
}
