// Help texts, derived from the commands' declarations. Nothing here is wider than 80 columns.
import { everywhere } from './arguments.ts'
import type { Command, Option, Options, Topic } from './command.ts'
import type { Paper } from './terminal.ts'

const WIDTH = 80

/** The help of the whole program. */
export function renderProgramHelp(all: readonly Command[], paper: Paper): string {
  const names = all.map(command => [command.name, command.about] as const)
  return [
    `${paper.style('bold', 'clickstream')}  From a click to an answered query, on this machine.`,
    '',
    heading('Usage', paper),
    '  clickstream <command> [options]',
    '',
    heading('Commands', paper),
    ...columns(names, paper),
    '',
    heading('Common options', paper),
    ...columns(
      [
        ['--data DIR', 'Where everything is kept (default .clickstream in the project)'],
        ['--help', 'Help on a command: clickstream query --help'],
        ['--version', 'The version of clickstream and of its Node'],
      ],
      paper,
    ),
    '',
    heading('Begin with', paper),
    ...columns(
      [
        ['clickstream start', 'a day of clicks through the whole path, and what they say'],
        ['clickstream query --list', 'the questions that are ready to be asked'],
      ],
      paper,
    ),
  ].join('\n')
}

/** The help of one command, or of what its first argument names. */
export function renderCommandHelp(command: Command, more: Options, topic: Topic | undefined, paper: Paper): string {
  const options = Object.entries({ ...command.options, ...everywhere })
    .filter(([name]) => !topic?.without.includes(name))
    .map(([name, option]) => describe(name, option))
  const extra = Object.entries(more).map(([name, option]) => describe(name, option))
  const { about, details, examples } = topic ?? command
  const title = `clickstream ${topic === undefined ? command.name : `${command.name} ${topic.name}`}`
  const usage = topic?.name ?? command.usage
  const isShort = title.length + 2 + about.length <= WIDTH
  const lines = [
    ...(isShort ? [`${paper.style('bold', title)}  ${about}`] : [paper.style('bold', title), ...wrap(about, WIDTH)]),
    '',
    heading('Usage', paper),
    `  clickstream ${command.name}${usage === '' ? '' : ` ${usage}`} [options]`,
  ]
  if (details !== undefined) lines.push('', ...details.trim().split('\n'))
  if (extra.length > 0) lines.push('', heading('Parameters', paper), ...columns(extra, paper))
  lines.push('', heading('Options', paper), ...columns(options, paper))
  if (examples.length > 0) {
    lines.push('', heading('Examples', paper))
    for (const [line, what] of examples) {
      lines.push(`  clickstream ${line}`, `      ${paper.style('dim', what)}`)
    }
  }
  return lines.join('\n')
}

function heading(text: string, paper: Paper): string {
  return paper.style('bold', `${text}:`)
}

function describe(name: string, option: Option): readonly [string, string] {
  const short = option.short === undefined ? '' : `-${option.short}, `
  const value = option.type === 'boolean' ? '' : ` ${option.values?.join('|') ?? option.value ?? 'VALUE'}`
  const times = option.multiple ? ' …' : ''
  const standard = option.default === undefined ? '' : ` (default ${option.default})`
  return [`${short}--${name}${value}${times}`, `${option.about}${standard}`]
}

/** Two columns; the right one wraps, and stands below where the left one is too wide. */
function columns(rows: readonly (readonly [string, string])[], paper: Paper): string[] {
  const left = Math.min(28, Math.max(...rows.map(([name]) => name.length)))
  return rows.flatMap(([name, text]) => {
    const wrapped = wrap(text, WIDTH - left - 4)
    const first = paper.style('cyan', name) + ' '.repeat(Math.max(0, left - name.length))
    const indent = ' '.repeat(left + 4)
    return name.length > left
      ? [`  ${first}`, ...wrapped.map(line => indent + line)]
      : [`  ${first}  ${wrapped[0] ?? ''}`, ...wrapped.slice(1).map(line => indent + line)]
  })
}

/** The words of a text in lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
