// What a tile rests on.
import type { ComponentChildren, VNode } from 'preact'
import type { LateAnswer, TileAnswer } from '../wire.ts'
import { useAnswer } from './answer.ts'
import { Dialog } from './dialog.tsx'
import { copyText } from './notice.ts'
import { labelDays } from './period.ts'
import { navigate } from './route.ts'
import { withQuery } from './view.ts'
import { writeBytes, writeCost, writeCount, writeInstant, writeMany } from './words.ts'

interface ReceiptProps {
  readonly title: string
  readonly answer: TileAnswer
  readonly zone: string
  readonly onClose: () => void
}

export function ReceiptDialog({ title, answer: { receipt, period }, zone, onClose }: ReceiptProps): VNode {
  const { complete_up_to, sql } = receipt
  const facts: [string, ComponentChildren][] = [
    ['Complete up to', complete_up_to === null ? 'not known' : writeInstant(complete_up_to, zone)],
    ...(period === undefined ? [] : [['Period', writePeriod(period, zone)] as [string, string]]),
    ['Days', receipt.is_utc ? 'counted in UTC, whatever the zone of the view' : `counted in ${zone}`],
    ['Late events', period === undefined ? 'not counted by period' : <LateEvents period={period} />],
    ['Rows', writeCount(receipt.rows)],
    ...writeRead(receipt),
    ['Cost on Athena', writeCost(receipt.cost_usd)],
    ['Answered', `${receipt.is_cached ? 'from the cache; made ' : ''}in ${Math.round(receipt.elapsed_ms)} ms`],
    ['By', receipt.engine],
  ]
  return (
    <Dialog title={`Receipt: ${title}`} onClose={onClose}>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="dialog-row">
        <h3>SQL, as Athena takes it</h3>
        <span class="buttons">
          <button type="button" class="small" onClick={() => copyText(sql, 'SQL')}>
            Copy
          </button>
          <button
            type="button"
            class="small"
            onClick={() => {
              onClose()
              navigate(withQuery('/sql', new URLSearchParams({ q: sql })))
            }}
          >
            Open in SQL
          </button>
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre class="sql" tabIndex={0}>
        <code>{sql}</code>
      </pre>
    </Dialog>
  )
}

/** What Athena answered says nothing of files and partitions. */
function writeRead({
  bytes_read,
  bytes_billed,
  files_read,
  partitions_read,
  partitions_known,
}: TileAnswer['receipt']): [string, string][] {
  if (files_read === null || partitions_read === null || partitions_known === null) {
    return [
      ['Read', writeBytes(bytes_read)],
      ['Billed as', writeBytes(bytes_billed)],
    ]
  }
  return [
    ['Read', `${writeBytes(bytes_read)} of ${writeMany(files_read, 'file')}, as Athena counts`],
    ['Billed as', writeBytes(bytes_billed)],
    ['Partitions', `${writeCount(partitions_read)} of ${writeCount(partitions_known)}`],
  ]
}

type Period = NonNullable<TileAnswer['period']>

function writePeriod({ from, to }: Period, zone: string): string {
  const isDays = from.length === 10 && to.length === 10
  return isDays ? labelDays(from, to) : `${writeInstant(from, zone)} to ${writeInstant(to, zone)}`
}

/** What came on a later day than it happened is in the numbers by now, and was not when they were first shown. */
function LateEvents({ period }: { period: Period }): VNode {
  const { answer, error } = useAnswer<LateAnswer>(
    withQuery('/api/late', new URLSearchParams({ from: period.from, to: period.to })),
  )
  if (error !== undefined) return <>could not be counted: {error.message}</>
  if (answer === undefined) return <>counting …</>
  const share = answer.events === 0 ? 0 : (answer.late / answer.events) * 100
  return (
    <>
      {writeCount(answer.late)} of {writeMany(answer.events, 'event')} in the period arrived on a later day than they
      happened ({share.toFixed(share < 10 ? 1 : 0)}%); they are counted
    </>
  )
}
