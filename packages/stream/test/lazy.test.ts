// What the laptop does not need, it does not load.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFolder } from './folder.ts'

/** The packages that a process loads when it opens a stream. */
function loaded(url: string): string[] {
  const open = JSON.stringify(join(import.meta.dirname, '../open.ts'))
  const code = `
    import { registerHooks } from 'node:module'
    const seen = new Set()
    registerHooks({ resolve: (name, context, next) => (seen.add(name), next(name, context)) })
    const { openStream } = await import(${open})
    await (await openStream(${JSON.stringify(url)})).close()
    console.log(JSON.stringify([...seen]))`
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8' })
  return JSON.parse(output).filter((name: string) => /^@(aws-sdk|smithy)\//.test(name))
}

test('no AWS client is loaded for a stream on this machine, and one for Kinesis', () => {
  expect(loaded(`sqlite:${join(makeFolder(), 'stream.sqlite')}`)).toEqual([])
  expect(loaded('kinesis:clicks')).toContain('@aws-sdk/client-kinesis')
})
