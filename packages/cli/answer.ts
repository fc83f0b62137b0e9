// An answer on its way out: as a table, or in a format for programs, to stdout or a file; its receipt on stderr.
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine, Parameter, Result } from '@clickstream/query/engine'
import { formatCsv, formatJson, formatNdjson } from '@clickstream/query/format'
import type { Options, Values } from './command.ts'
import { wrongUsage } from './error.ts'
import { checkOutfile } from './outfile.ts'
import { showReceipt } from './receipt.ts'
import { showTable } from './table.ts'
import type { Paper, Terminal } from './terminal.ts'

export const formats = ['table', 'csv', 'json', 'ndjson', 'parquet'] as const
type Format = (typeof formats)[number]

type Write = (result: Result, paper: Paper, width: number) => string

const writers: Record<Exclude<Format, 'parquet'>, Write> = {
  table: (result, paper, width) =>
    showTable(result, paper, width)
      .map(line => `${line}\n`)
      .join(''),
  csv: formatCsv,
  json: formatJson,
  ndjson: formatNdjson,
}

export const outputOptions = {
  format: { type: 'string', values: formats, default: 'table', about: 'How the answer is written' },
  json: { type: 'boolean', about: 'The same as --format json' },
  out: { type: 'string', value: 'FILE', about: 'Write it to a file instead of stdout' },
  data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
} as const satisfies Options

export interface Output {
  readonly format: Format
  readonly file: string | undefined
}

export interface Question {
  readonly engine: Engine
  readonly sql: string
  readonly parameters: readonly Parameter[]
  /** What to say when the answer is empty. */
  readonly whenEmpty?: string
}

/** @throws CliError for Parquet on a terminal, and for a file that cannot be. */
export function readOutput(values: Values<typeof outputOptions>, { out }: Terminal): Output {
  const format = values.json ? 'json' : (values.format as Format)
  if (format === 'parquet' && values.out === undefined && out.isTerminal) {
    throw wrongUsage('--format parquet: expected --out FILE or a redirection, got a terminal')
  }
  if (values.out !== undefined) checkOutfile(values.out)
  return { format, file: values.out }
}

/** Asks, and writes answer and receipt. */
export async function deliverAnswer(question: Question, output: Output, terminal: Terminal): Promise<void> {
  if (output.format === 'parquet') await deliverParquet(question, output.file, terminal)
  else await deliverText(question, output.format, output.file, terminal)
}

async function deliverText(
  question: Question,
  format: keyof typeof writers,
  file: string | undefined,
  { out, err }: Terminal,
) {
  const { engine, sql, parameters, whenEmpty } = question
  const result = await engine.run(sql, parameters)
  if (format === 'table' && result.rows.length === 0) {
    err.line(whenEmpty === undefined ? 'No rows.' : `No rows. ${whenEmpty}`)
  } else {
    const width = out.isTerminal && file === undefined ? out.columns : Number.POSITIVE_INFINITY
    const text = writers[format](result, out, width)
    if (file === undefined) await out.write(text)
    else await writeFile(file, text)
    if (format === 'table' && err.isTerminal) err.line()
  }
  showReceipt(result.receipt, err)
}

async function deliverParquet({ engine, sql, parameters }: Question, file: string | undefined, { out, err }: Terminal) {
  if (file !== undefined) {
    showReceipt(await engine.export(sql, parameters, file), err)
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'clickstream-'))
  try {
    const beside = join(folder, 'answer.parquet')
    const receipt = await engine.export(sql, parameters, beside)
    for await (const chunk of createReadStream(beside)) await out.write(chunk)
    showReceipt(receipt, err)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
