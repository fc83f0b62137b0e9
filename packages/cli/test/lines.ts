import { expect } from 'vitest'
import { glanceArguments, readArguments } from '../arguments.ts'
import { commands } from '../commands.ts'

/** That a command line, without `clickstream`, is one that its command takes. */
export async function expectTaken(line: string): Promise<void> {
  const words = [...line.replace(/ <.*$/, '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain!,
  )
  const { command } = await commands[words.shift()!]!()
  const given = glanceArguments(words, command)
  const more = (await command.moreOptions?.(given)) ?? {}
  if (!given.help) expect(() => readArguments(words, command, more), line).not.toThrow()
}
