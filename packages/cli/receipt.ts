import type { Receipt } from '@clickstream/query/engine'
import type { Paper } from './terminal.ts'
import { showBytes, showCount, showDuration, showMany } from './units.ts'

/** What an answer rests on, in a line or two. */
export function showReceipt(receipt: Receipt, paper: Paper): void {
  const { rows, files_read, partitions_read, partitions_known, complete_up_to, elapsed_ms, engine } = receipt
  const isKnown = files_read !== null && partitions_read !== null && partitions_known !== null
  const files = isKnown
    ? ` of ${showMany(files_read, 'file')} (${showCount(partitions_read)} of ${showMany(partitions_known, 'partition')})`
    : ''
  const billed = `billed as ${showBytes(receipt.bytes_billed)}`
  // Where files are known there is no room for it in the line.
  const read = `${showBytes(receipt.bytes_read)}${isKnown ? files : `, ${billed}`}`
  paper.line(paper.style('dim', `${showMany(rows, 'row')} · ${read} · ${showDuration(elapsed_ms)} · ${engine}`))
  if (isKnown) paper.line(paper.style('dim', `On Athena ${billed}`))
  if (complete_up_to !== null) {
    paper.line(paper.style('dim', `Complete up to ${complete_up_to.replace('T', ' ').replace(/(\.\d+)?Z$/, '')} UTC`))
  }
}
