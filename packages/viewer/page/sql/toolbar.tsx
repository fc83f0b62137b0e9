import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ExplainAnswer } from '../../wire-sql.ts'
import { isAbort } from '../api.ts'
import { copyText } from '../notice.ts'
import { writeBytes, writeCost, writeCount, writeMany } from '../words.ts'
import { RUN_KEY } from './editor.tsx'
import { explain, type Question, writeAddress } from './question.ts'
import { writeTime } from './result.tsx'
import type { Run } from './running.ts'

interface ToolbarProps {
  readonly question: Question
  readonly run: Run
  readonly onRun: () => void
  readonly onCancel: () => void
}

export function Toolbar({ question, run, onRun, onCancel }: ToolbarProps): VNode {
  const isRunning = run.status === 'running'
  const isEmpty = question.kind === 'text' && question.sql.trim() === ''
  const [explained, setExplained] = useState<{ answer: ExplainAnswer } | { fault: string }>()
  const key = JSON.stringify(question)
  useEffect(() => setExplained(undefined), [key])
  const tell = async () => {
    try {
      setExplained({ answer: await explain(question, AbortSignal.timeout(30_000)) })
    } catch (error) {
      if (!isAbort(error)) setExplained({ fault: (error as Error).message })
    }
  }
  const share = () => {
    const address = writeAddress(question)
    if (address === '/sql')
      copyText(question.kind === 'text' ? question.sql : '', 'The SQL is too long for an address: its text')
    else copyText(`${location.origin}${address}`, 'Address')
  }
  return (
    <>
      <div class="sql-toolbar">
        {isRunning ? (
          <>
            <button type="button" onClick={onCancel}>
              Cancel
            </button>
            <Elapsed began={run.began} />
          </>
        ) : (
          <button type="button" class="primary" disabled={isEmpty} onClick={onRun}>
            Run <span class="sql-key">{RUN_KEY}</span>
          </button>
        )}
        <span class="sql-space" />
        <button type="button" class="small" disabled={isEmpty} onClick={tell}>
          Explain
        </button>
        <button type="button" class="small" disabled={isEmpty} onClick={share}>
          Copy link
        </button>
      </div>
      {explained === undefined ? null : (
        <p class={'fault' in explained ? 'sql-fault' : 'note'} role="status">
          {'fault' in explained ? explained.fault : describe(explained.answer)}
        </p>
      )}
    </>
  )
}

function Elapsed({ began }: { began: number }): VNode {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(timer)
  }, [])
  return (
    <span class="note" role="status">
      Running {writeTime(Math.max(0, now - began))}
    </span>
  )
}

function describe({
  partitions_read,
  partitions_known,
  files_read,
  bytes_read,
  bytes_billed,
  cost_usd,
}: ExplainAnswer): string {
  if (partitions_known === 0) return 'It reads no file of the lake.'
  const all =
    partitions_read === partitions_known && partitions_known > 1
      ? ' A filter on a partition column, such as received_date, would read fewer.'
      : ''
  const files = `of ${writeMany(files_read, 'file')} the columns that are asked for, ${writeBytes(bytes_read)}`
  return `It reads ${writeCount(partitions_read)} of ${writeMany(partitions_known, 'partition')}: ${files}. On Athena that is billed as ${writeBytes(bytes_billed)}: ${writeCost(cost_usd)}.${all}`
}
