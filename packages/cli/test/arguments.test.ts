import { describe, expect, test } from 'vitest'
import { readArguments } from '../arguments.ts'
import { countArguments, defineCommand } from '../command.ts'
import { CliError, WRONG_USAGE } from '../error.ts'
import { nearest } from '../nearest.ts'

const command = defineCommand({
  name: 'try',
  about: 'Tries',
  usage: '<file>…',
  options: {
    speed: { type: 'string', value: 'N', default: 'max', about: 'How fast' },
    shift: { type: 'string', values: ['now', 'none'], about: 'Whereto' },
    tag: { type: 'string', multiple: true, about: 'Several' },
    json: { type: 'boolean', short: 'j', about: 'As JSON' },
  },
  examples: [],
  run: async () => 0,
})

describe('readArguments', () => {
  test('reads values, defaults, several of one, short names and what follows --', () => {
    const given = readArguments(['a', '--tag', 'x', '--tag=y', '-j', '--', '--b'], command)
    expect(given.values).toEqual({ speed: 'max', tag: ['x', 'y'], json: true })
    expect(given.positionals).toEqual(['a', '--b'])
  })

  test.each([
    [['a', '--sped', '3'], /no option --sped/, /--speed/],
    [['a', '--speed'], /--speed: expected a value \(N\), got nothing/, /--help/],
    [['a', '--json=yes'], /--json: expected no value/, /--help/],
    [['a', '--shift', 'later'], /--shift: expected now or none, got "later"/, undefined],
    [[], /needs <file>…/, /--help/],
  ])('refuses %j', (args, message, mend) => {
    const error = catchError(() => readArguments(args, command))
    expect(error.exitCode).toBe(WRONG_USAGE)
    expect(error.message).toMatch(message)
    if (mend !== undefined) expect(error.mend).toMatch(mend)
  })

  test('refuses an argument too many', () => {
    const strict = { ...command, usage: '[name]' }
    expect(catchError(() => readArguments(['a', 'b'], strict)).message).toMatch(/cannot take the argument "b"/)
  })
})

test.each([
  ['', 0, 0],
  ['<name>', 1, 1],
  ['[name]', 0, 1],
  ['<file or folder>… [--to URL]', 1, Number.POSITIVE_INFINITY],
  ['<name> [other]', 1, 2],
])('the usage %j takes %i to %i arguments', (usage, least, most) => {
  expect(countArguments(usage)).toEqual({ least, most })
})

test.each([
  ['qurey', 'query'],
  ['reply', 'replay'],
  ['re', 'replay'],
  ['tabels', 'tables'],
  ['wombat', undefined],
])('%s most likely means %s', (typed, meant) => {
  expect(nearest(typed, ['query', 'replay', 'tables', 'doctor'])).toBe(meant)
})

function catchError(run: () => unknown): CliError {
  try {
    run()
  } catch (error) {
    if (error instanceof CliError) return error
  }
  throw new Error('expected a CliError')
}
