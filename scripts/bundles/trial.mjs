// node trial.mjs MODULE EXPORT < EVENT 3> ANSWER: imports a bundle and hands it one event, as Lambda would; says how long the
// import took and what came of it. What the handler logs is on stdout and stderr.
import { writeSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

const [module, name] = process.argv.slice(2)
const event = JSON.parse((await text(process.stdin)) || 'null')
const deadline = Date.now() + 300_000
const context = {
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'trial',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:trial',
  getRemainingTimeInMillis: () => deadline - Date.now(),
}
const started = performance.now()
const { [name]: handler } = await import(pathToFileURL(module).href)
const import_ms = performance.now() - started
const answer = event === null ? undefined : await handler(event, context)
writeSync(3, JSON.stringify({ import_ms, answer }))
process.exit(0)
