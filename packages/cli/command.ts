// What a command says of itself, once: parsing, help and suggestions are derived from it.
import type { Terminal } from './terminal.ts'

export interface Option {
  readonly type: 'string' | 'boolean'
  /** One line for the help. */
  readonly about: string
  /** What the help calls the value, such as URL or DIR. */
  readonly value?: string
  readonly short?: string
  /** May be given several times; its value is then an array. */
  readonly multiple?: boolean
  /** The value when it is not given, shown in the help. */
  readonly default?: string
  /** The only values there are. */
  readonly values?: readonly string[]
}

export type Options = Readonly<Record<string, Option>>

/** What a command's first argument names, and that has something to say of itself. */
export interface Topic {
  readonly name: string
  /** One line. */
  readonly about: string
  /** More to know, lines of at most 80 characters. */
  readonly details?: string
  /** Options of the command that have no meaning with it. */
  readonly without: readonly string[]
  readonly examples: readonly (readonly [line: string, what: string])[]
}

type ValueOf<O extends Option> = O['type'] extends 'boolean' ? boolean : O['multiple'] extends true ? string[] : string

/** What was typed, by option name; an option with a default always has a value. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: ValueOf<O[K]> | (O[K]['default'] extends string ? never : undefined)
}

export interface Given<O extends Options = Options> {
  readonly values: Values<O>
  readonly positionals: readonly string[]
}

export interface Command<O extends Options = Options> {
  readonly name: string
  /** One line for the list of commands. */
  readonly about: string
  /**
   * What follows the name: `<file>…` at least one, `<name>` exactly one, `[name]` at most one, none for ''. Options
   * are listed by themselves and need no mention.
   */
  readonly usage: string
  /** More to know, lines of at most 78 characters. */
  readonly details?: string
  readonly options: O
  /** Command lines without the leading `clickstream `, and what each does. */
  readonly examples: readonly (readonly [line: string, what: string])[]
  /** Options known only once something was read, such as a saved query's parameters. */
  readonly moreOptions?: (given: Given<O>) => Promise<Options>
  /** What the first argument names, such as a job or a saved query: it has a help of its own. */
  readonly topic?: (given: Given<O>) => Promise<Topic | undefined>
  /** Does it. The number is the exit code, 0 when there is none. @throws CliError */
  run(given: Given<O>, terminal: Terminal): Promise<number | undefined>
}

/** Checks a command's declaration, inferring the types of its values; from outside one command is like another. */
export function defineCommand<const O extends Options>(command: Command<O>): Command {
  return command as unknown as Command
}

/** How many positional arguments a usage text asks for. */
export function countArguments(usage: string): { least: number; most: number } {
  let least = 0
  let most = 0
  for (const [text] of usage.matchAll(/<[^>]+>…?|\[[^\]-][^\]]*\]…?/g)) {
    if (text.startsWith('<')) least++
    most += text.endsWith('…') ? Number.POSITIVE_INFINITY : 1
  }
  return { least, most }
}
