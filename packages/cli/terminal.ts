// The two papers a command writes on: data on stdout, everything said about it on stderr.
import type { Writable } from 'node:stream'
import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

export interface Paper {
  /** Writes a line. */
  line(text?: string): void
  /** Writes as it is, and resolves when the reader keeps up. */
  write(text: string | Uint8Array): Promise<void>
  /** The text in a colour or weight, where this paper shows it; elsewhere the text as it is. */
  style(format: Format, text: string): string
  readonly isTerminal: boolean
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number
}

export interface Terminal {
  readonly out: Paper
  readonly err: Paper
  readonly env: Readonly<Record<string, string | undefined>>
}

type Sheet = Writable & { isTTY?: boolean; columns?: number }

/** The process's own terminal, or one made of other streams (tests). A reader who leaves (EPIPE) ends the process quietly. */
export function openTerminal(
  out: Sheet = process.stdout,
  err: Sheet = process.stderr,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Terminal {
  for (const sheet of [out, err]) {
    sheet.on('error', error => {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0)
      throw error
    })
  }
  return { out: paper(out, env), err: paper(err, env), env }
}

function paper(sheet: Sheet, env: Terminal['env']): Paper {
  const isTerminal = sheet.isTTY === true
  const isColoured = isTerminal && !env.NO_COLOR && env.TERM !== 'dumb'
  return {
    line: (text = '') => void sheet.write(`${text}\n`),
    write: text =>
      sheet.write(text) ? Promise.resolve() : new Promise(resolve => void sheet.once('drain', () => resolve())),
    style: (format, text) => (isColoured ? styleText(format, text, { validateStream: false }) : text),
    isTerminal,
    get columns() {
      return (isTerminal && sheet.columns) || 80
    },
  }
}
