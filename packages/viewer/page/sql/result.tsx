import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { SqlAnswer, SqlError, SqlReceipt } from '../../wire-sql.ts'
import { say } from '../notice.ts'
import { save } from '../picture.ts'
import { writeBytes, writeCost, writeCount, writeMany } from '../words.ts'
import { AnswerChart } from './chart.tsx'
import { Grid } from './grid.tsx'
import { download, type Question, QuestionError } from './question.ts'
import type { Run } from './running.ts'

interface ResultProps {
  readonly run: Run
  readonly last: (Run & { status: 'done' }) | undefined
}

/** What came of the last question. */
export function Result({ run, last }: ResultProps): VNode | null {
  if (run.status === 'failed' && run.fault.field === undefined) return <Fault fault={run.fault} />
  if (run.status === 'cancelled') return <p class="sql-card note">Cancelled after {writeTime(run.elapsed_ms)}.</p>
  if (last === undefined) return null
  return (
    <section
      class={run.status === 'done' ? 'sql-card' : 'sql-card stale'}
      aria-label="Answer"
      aria-busy={run.status === 'running'}
    >
      <Answered question={last.question} answer={last.answer} />
    </section>
  )
}

function Fault({ fault }: { fault: SqlError }): VNode {
  return (
    <div class="sql-card sql-error" role="alert">
      <p>
        {fault.line === undefined || /^line \d/.test(fault.error) ? '' : `line ${fault.line}: `}
        {fault.error}
      </p>
      {fault.hint === undefined ? null : <p class="note sql-hint">{fault.hint}</p>}
    </div>
  )
}

const VIEWS = { table: 'Table', chart: 'Chart' } as const

function Answered({ question, answer }: { question: Question; answer: SqlAnswer }): VNode {
  const [view, setView] = useState<keyof typeof VIEWS>('table')
  const [saving, setSaving] = useState<string>()
  useEffect(() => setSaving(undefined), [answer])
  const { columns, rows, isCut, receipt } = answer
  const fetchFile = async (format: 'csv' | 'parquet') => {
    setSaving(format)
    try {
      const name = question.kind === 'saved' ? question.name : 'answer'
      save(await download(question, format, AbortSignal.timeout(10 * 60_000)), `${name}.${format}`)
    } catch (error) {
      say(error instanceof QuestionError ? error.message : 'The file could not be had.')
    } finally {
      setSaving(undefined)
    }
  }
  return (
    <>
      <header class="sql-result-head">
        <h2>{writeMany(receipt.rows, 'row')}</h2>
        <fieldset class="sql-tabs" aria-label="How the answer is shown">
          {(['table', 'chart'] as const).map(name => (
            <button type="button" key={name} aria-pressed={view === name} onClick={() => setView(name)}>
              {VIEWS[name]}
            </button>
          ))}
        </fieldset>
        <span class="sql-space" />
        {(['csv', 'parquet'] as const).map(format => (
          <button
            type="button"
            class="small"
            key={format}
            disabled={saving !== undefined}
            onClick={() => fetchFile(format)}
          >
            {saving === format ? 'Asking …' : format === 'csv' ? 'CSV' : 'Parquet'}
          </button>
        ))}
      </header>
      {isCut ? (
        <p class="note">
          The first {writeCount(rows.length)} are here; CSV and Parquet have all {writeCount(receipt.rows)}.
        </p>
      ) : null}
      {rows.length === 0 ? (
        <p class="note sql-empty">
          No rows. {columns.length > 0 ? `Columns: ${columns.map(({ name }) => name).join(', ')}.` : ''}
        </p>
      ) : view === 'table' ? (
        <Grid columns={columns} rows={rows} />
      ) : (
        <AnswerChart key={columns.map(({ name, type }) => `${name} ${type}`).join()} columns={columns} rows={rows} />
      )}
      <footer class="note sql-receipt">
        {[
          writeTime(receipt.elapsed_ms),
          ...writeRead(receipt),
          `${writeCost(receipt.cost_usd)} on Athena`,
          receipt.engine,
          ...(receipt.complete_up_to === null
            ? []
            : [`complete up to ${receipt.complete_up_to.slice(0, 19).replace('T', ' ')} UTC`]),
        ].join(' · ')}
      </footer>
    </>
  )
}

export function writeTime(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** What Athena answered says nothing of files and partitions. */
function writeRead({ bytes_read, bytes_billed, files_read, partitions_read, partitions_known }: SqlReceipt): string[] {
  const billed = `billed as ${writeBytes(bytes_billed)}`
  if (files_read === null || partitions_read === null || partitions_known === null) {
    return [`${writeBytes(bytes_read)}, ${billed}`]
  }
  const partitions = `${writeCount(partitions_read)} of ${writeMany(partitions_known, 'partition')}`
  return [`${writeBytes(bytes_read)} of ${writeMany(files_read, 'file')}, ${billed}`, partitions]
}
