// Reads a command line against a command's declaration.
import { parseArgs } from 'node:util'
import { type Command, countArguments, type Given, type Option, type Options } from './command.ts'
import { wrongUsage } from './error.ts'
import { nearest } from './nearest.ts'

/** The options every command has. */
export const everywhere = {
  help: { type: 'boolean', short: 'h', about: 'Show this help' },
} as const satisfies Options

/** What was given, as far as the declaration knows it; nothing is checked. Never throws. */
export function glanceArguments(args: readonly string[], command: Command): Given & { help: boolean } {
  const options: Options = { ...command.options, ...everywhere }
  const values: Record<string, unknown> = {}
  const positionals: string[] = []
  for (const token of tokenize(args, options)) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind === 'option') values[token.name] = token.value ?? true
  }
  return { values: values as Given['values'], positionals, help: values.help !== undefined }
}

/** What was given. @throws CliError (exit code 2) for what the declaration does not know. */
export function readArguments(args: readonly string[], command: Command, more: Options = {}): Given {
  const options: Options = { ...command.options, ...more, ...everywhere }
  const values: Record<string, string | boolean | string[] | undefined> = {}
  const positionals: string[] = []
  const tokens = tokenize(args, options)
  // Whose options these are beside the command's, and who has a help of its own.
  const topic = Object.keys(more).length === 0 ? undefined : tokens.find(token => token.kind === 'positional')?.value
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    if (option === undefined) throw unknownOption(token.rawName, command, options, seeHelp(command, topic))
    const value = readValue(token.rawName, token.value, option, seeHelp(command, topic))
    if (option.multiple) values[token.name] = [...((values[token.name] as string[]) ?? []), value as string]
    else values[token.name] = value
  }
  for (const [name, option] of Object.entries(options)) {
    if (values[name] === undefined && option.default !== undefined) values[name] = option.default
  }
  countPositionals(positionals, command)
  return { values: values as Given['values'], positionals }
}

function tokenize(args: readonly string[], options: Options) {
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, short }]) => [name, short === undefined ? { type } : { type, short }]),
  )
  return parseArgs({ args: [...args], options: config, strict: false, allowPositionals: true, tokens: true }).tokens
}

function readValue(rawName: string, value: string | undefined, option: Option, mend: string): string | boolean {
  if (option.type === 'boolean') {
    if (value === undefined) return true
    throw wrongUsage(`${rawName}: expected no value, got ${JSON.stringify(value)}`, mend)
  }
  if (value === undefined) {
    throw wrongUsage(`${rawName}: expected a value (${option.value ?? 'VALUE'}), got nothing`, mend)
  }
  if (option.values !== undefined && !option.values.includes(value)) {
    throw wrongUsage(`${rawName}: expected ${option.values.join(' or ')}, got ${JSON.stringify(value)}`)
  }
  return value
}

function unknownOption(rawName: string, command: Command, options: Options, mend: string): Error {
  const near = nearest(rawName.replace(/^-+/, ''), Object.keys(options))
  const guess = near === undefined ? '' : `Did you mean --${near}? `
  return wrongUsage(`${command.name} has no option ${rawName}`, `${guess}${mend}`)
}

function countPositionals(positionals: readonly string[], command: Command): void {
  const { least, most } = countArguments(command.usage)
  if (positionals.length < least) {
    throw wrongUsage(`${command.name} needs ${command.usage}`, seeHelp(command))
  }
  if (positionals.length > most) {
    const extra = JSON.stringify(positionals[most])
    const quote = most > 0 ? 'What has spaces in it needs quotes around it. ' : ''
    throw wrongUsage(`${command.name} cannot take the argument ${extra}`, `${quote}${seeHelp(command)}`)
  }
}

function seeHelp(command: Command, topic?: string): string {
  return `See clickstream ${command.name}${topic === undefined ? '' : ` ${topic}`} --help`
}
