// `clickstream …`: finds the command, reads its arguments, runs it, and says what went wrong. The only place that catches.
import { glanceArguments, readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { CliError, FAILED, wrongUsage } from './error.ts'
import { renderCommandHelp, renderProgramHelp } from './help.ts'
import { nearest } from './nearest.ts'
import { variables } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { readVersion } from './version.ts'

/** Runs the process's command line (without node and script) and sets its exit code. Never rejects. */
export async function main(args: readonly string[]): Promise<void> {
  process.exitCode = await execute(args, openTerminal())
}

/** Runs a command line and resolves with its exit code: 0 good, 1 the work failed, 2 wrong usage. Never rejects. */
export async function execute(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return (await dispatch(args, terminal)) ?? 0
  } catch (error) {
    return report(error, terminal)
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number | undefined> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return help(rest, terminal)
  if (name === '--version' || name === '-V') return version(terminal)
  const command = await load(name)
  const glance = glanceArguments(rest, command)
  if (glance.help) return commandHelp(command, rest, terminal)
  const more = (await command.moreOptions?.(glance)) ?? {}
  return command.run(readArguments(rest, command, more), terminal)
}

async function load(name: string): Promise<Command> {
  if (Object.hasOwn(commands, name)) return (await commands[name]!()).command
  const near = nearest(name, Object.keys(commands))
  const guess = near === undefined ? '' : `Did you mean clickstream ${near}? `
  throw wrongUsage(`there is no command ${JSON.stringify(name)}`, `${guess}See clickstream --help for all of them.`)
}

async function help(args: readonly string[], terminal: Terminal): Promise<undefined> {
  const name = args.find(arg => !arg.startsWith('-'))
  if (name !== undefined) return commandHelp(await load(name), args.slice(1), terminal)
  const all = await Promise.all(Object.keys(commands).map(load))
  terminal.out.line(renderProgramHelp(all, terminal.out))
  return undefined
}

async function commandHelp(command: Command, args: readonly string[], terminal: Terminal): Promise<undefined> {
  const glance = glanceArguments(args, command)
  const more = (await command.moreOptions?.(glance)) ?? {}
  const topic = await command.topic?.(glance)
  terminal.out.line(renderCommandHelp(command, more, topic, terminal.out))
  return undefined
}

function version(terminal: Terminal): undefined {
  terminal.out.line(`clickstream ${readVersion()} (Node ${process.versions.node})`)
  return undefined
}

/** Errors that say what is missing, by their names: AWS's, of stream and lake, and the engine's. */
const REFUSED = ['EngineError', 'Refusal']

function report(error: unknown, terminal: Terminal): number {
  const { err } = terminal
  if (error instanceof CliError) {
    err.line(`${err.style(['red', 'bold'], 'clickstream:')} ${error.message}`)
    if (error.mend !== undefined) err.line(error.mend)
    return error.exitCode
  }
  if (error instanceof RangeError && variables.some(([name]) => error.message.startsWith(`${name}: `))) {
    return report(wrongUsage(error.message, 'clickstream doctor says what is set; README.md, what can be.'), terminal)
  }
  if (error instanceof Error && REFUSED.includes(error.name)) {
    return report(new CliError(error.message, 'clickstream doctor looks at all that is needed.'), terminal)
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: undefined }
  err.line(`${err.style(['red', 'bold'], 'clickstream:')} ${message}`)
  err.line(
    terminal.env.DEBUG
      ? `${stack}`
      : 'This was not expected; run the same with DEBUG=1 to see where it happened, and tell us.',
  )
  return FAILED
}
