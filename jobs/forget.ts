// A person out of everything: stream, raw archive, lake, and what was derived from it; and a receipt that proves it.
import { SLUG } from '@clickstream/events/tables'
import { learnDevices } from './forgetting/devices.ts'
import { lockForget } from './forgetting/lock.ts'
import { findPending, REMAINS, tellCopies, tellPending } from './forgetting/pending.ts'
import { Progress } from './forgetting/progress.ts'
import { type Receipt, readReceipt, writeReceipt } from './forgetting/receipt.ts'
import { remove } from './forgetting/removal.ts'
import { openScrubber } from './forgetting/stream.ts'
import { nameSubject, Subject } from './forgetting/subject.ts'
import { findPerson, verify } from './forgetting/verify.ts'
import { type Job, JobError, type JobValues, type Summary, type Work } from './job.ts'
import { showCount } from './units.ts'

export const forget: Job = {
  name: 'forget',
  about: 'Remove a person from everything, and prove it with a receipt',
  details: `
--visitor means what came with that anonymous_id. --user means what came with
that user_id, and what came without any from devices that the user ever logged
in on. What has arrived goes: from the stream, the raw archive, events,
rejected, and all that is derived from them. What arrives later is new.
The receipt holds hashes, not the id; after a backup was restored, --again
RECEIPT removes the same person once more. On AWS nothing can be taken out of
the stream: the first run removes what it finds, and once all that had arrived
is in the lake and the archive (an hour later) the same again ends it.`,
  options: {
    user: { type: 'string', value: 'ID', about: 'The user_id to forget' },
    visitor: { type: 'string', value: 'ID', about: 'The anonymous_id to forget' },
    app: { type: 'string', value: 'APP', about: 'In this app only' },
    reason: { type: 'string', value: 'TEXT', about: 'Why, for the receipt; without the id' },
    'dry-run': { type: 'boolean', about: 'Only count what would go' },
    verify: { type: 'string', value: 'RECEIPT', about: 'Check that a receipt holds: exit code 1 if not' },
    again: { type: 'string', value: 'RECEIPT', about: 'Remove whom this receipt is of once more' },
  },
  examples: [
    ['job forget --visitor v-1 --reason "asked by mail"', 'a browser or device'],
    ['job forget --user u-1 --app store', 'somebody who logged in, in one app'],
    ['job forget --verify receipts/forget-….json', 'does it still hold?'],
  ],
  async run(values, work) {
    const given = ['user', 'visitor', 'verify', 'again'].filter(name => values[name] !== undefined)
    if (given.length !== 1) {
      const got = given.length === 0 ? 'none' : given.map(name => `--${name}`).join(' and ')
      throw new JobError(`forget: expected one of --user, --visitor, --verify and --again, got ${got}`)
    }
    if (values.verify !== undefined) return check(work, await readReceipt(work.store, String(values.verify)))
    const asked = values.again === undefined ? null : await readReceipt(work.store, String(values.again))
    const name = asked === null ? readName(values) : (_?: string) => new Subject(asked.subject)
    const until = asked === null ? readNow(work) : Date.parse(asked.asked_at)
    const subject = name()
    try {
      if (values['dry-run'] === true) return await count(work, subject, until)
      return await forgetLocked(work, name, until, (values.reason as string | undefined) ?? asked?.reason ?? null)
    } catch (error) {
      throw withoutIds(error, subject)
    }
  },
}

function readName(values: JobValues): (salt?: string) => Subject {
  const kind = values.user === undefined ? 'visitor' : 'user'
  const id = String(values[kind])
  const { app = null, reason = '' } = values as { app?: string; reason?: string }
  if (id === '' || id.length > 8192) throw new JobError(`--${kind}: expected an id, got ${id.length} characters`)
  if (app !== null && !SLUG.regexp.test(app)) throw new JobError(`--app: expected ${SLUG.words}, got ${app}`)
  if (reason.includes(id)) throw new JobError('--reason: expected a text without the id, as it stays in the receipt')
  return salt => nameSubject(kind, id, app, salt)
}

/** What has arrived by now arrived at this time or before, though the clock may have been put back since. */
function readNow(work: Work): number {
  const scrubber = openScrubber(work)
  try {
    return Math.max(work.clock(), scrubber?.newest() ?? 0)
  } finally {
    scrubber?.close()
  }
}

async function forgetLocked(
  work: Work,
  name: (salt?: string) => Subject,
  until: number,
  reason: string | null,
): Promise<Summary> {
  const unlock = await lockForget(work)
  try {
    const pending = await findPending(work)
    const [progress, subject] = await Progress.begin(work, name, until, reason, pending?.complete_at)
    try {
      const removed = await remove(work, subject, progress)
      const waits = tellPending(pending, progress.asked_at)
      if (waits.length > 0) return tellUnfinished(removed, waits)
      const remains = pending === null ? await tellCopies(work) : REMAINS
      const receipt = remains.length === 0 ? removed : { ...removed, remains }
      const key = await writeReceipt(work.store, receipt)
      await progress.end()
      return summarise(receipt, key)
    } catch (error) {
      throw withoutIds(error, subject)
    }
  } finally {
    await unlock()
  }
}

/** An error may quote a statement, and its message is kept with the run. */
function withoutIds(error: unknown, subject: Subject): unknown {
  const { name, message } = error as Error
  const hidden = subject.knownIds.reduce(
    (text, id) => text.replaceAll(id, '…').replaceAll(id.replaceAll("'", "''"), '…'),
    message,
  )
  return hidden === message ? error : Object.assign(new Error(hidden), { name })
}

/** What is found was removed, and more may come: the next run for the person goes on, and writes the receipt. */
function tellUnfinished(receipt: Receipt, waits: readonly string[]): Summary {
  const lines = [
    `removed so far: ${describe(receipt.removed)}`,
    'no receipt yet:',
    ...waits,
    'Run the same again then.',
  ]
  const data = { receipt: null, removed: receipt.removed, waits }
  return { rows_in: 0, rows_out: 0, files: 0, bytes: 0, lines, is_failed: true, data }
}

function summarise(receipt: Receipt, key: string): Summary {
  const counts = receipt.partitions.flatMap(({ files }) => files.flatMap(({ rows }) => rows ?? []))
  const files = receipt.partitions.flatMap(each => each.files)
  return {
    rows_in: counts.reduce((sum, { before }) => sum + before, 0),
    rows_out: counts.reduce((sum, { after }) => sum + after, 0),
    files: files.filter(({ rows }) => rows !== undefined).length,
    bytes: 0,
    lines: [
      `removed: ${describe(receipt.removed)}`,
      `receipt: ${key}`,
      `clickstream job forget --verify ${key} checks it`,
      ...(receipt.remains ?? []).map(what => `remains: ${what}`),
    ],
    data: { receipt: key, removed: receipt.removed, searched: receipt.searched },
  }
}

async function count(work: Work, subject: Subject, until: number): Promise<Summary> {
  const scrubber = openScrubber(work)
  try {
    await learnDevices(work, subject, scrubber, until)
  } finally {
    scrubber?.close()
  }
  const { found, replaced } = await findPerson(work, subject, until)
  const lines = [`would remove: ${describe(found)}`]
  const isLeft = Object.values(replaced).some(rows => rows > 0)
  if (isLeft) lines.push(`and from files that were replaced: ${describe(replaced)}`)
  return { rows_in: 0, rows_out: 0, files: 0, bytes: 0, lines, data: { found, replaced } }
}

async function check(work: Work, receipt: Receipt): Promise<Summary> {
  const verdict = await verify(work, receipt)
  const { isGood, found, files_same, files_different, replaced } = verdict
  const lines = [
    isGood ? 'yes: the receipt holds, nothing of the person is left' : 'no: the receipt does not hold',
    `found: ${describe(found)}`,
    `files: ${showCount(files_same)} as the receipt says, ${showCount(files_different.length)} different, ${showCount(replaced)} replaced by other jobs since`,
    ...files_different.slice(0, 20).map(key => `different: ${key}`),
  ]
  return { rows_in: 0, rows_out: 0, files: 0, bytes: 0, lines, is_failed: !isGood, data: { ...verdict } }
}

function describe(counts: Readonly<Record<string, number>>): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  return some.length === 0 ? 'nothing' : some.map(([place, count]) => `${showCount(count)} of ${place}`).join(', ')
}
