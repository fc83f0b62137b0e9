// `clickstream restore`: a backup becomes a data folder that a pipeline goes on from.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { tables } from '@clickstream/events/tables'
import { dropForgetLock } from '@clickstream/jobs/forgetting/lock'
import { RECEIPTS } from '@clickstream/lake/layout'
import { openCatalog, openStore } from '@clickstream/lake/open'
import type { Store } from '@clickstream/lake/store'
import { settle } from '@clickstream/lake/version'
import { defineCommand } from './command.ts'
import { CliError, WRONG_USAGE, wrongUsage } from './error.ts'
import { bytesOf, createProgressBar } from './progress.ts'
import { findNewerReceipts } from './receipts.ts'
import { takeLock } from './running.ts'
import { readSettings } from './settings.ts'
import { showBytes, showDuration, showMany } from './units.ts'
import { type Backup, type Kept, Vault } from './vault.ts'

export const command = defineCommand({
  name: 'restore',
  about: 'Make a data folder of a backup; every file is verified',
  usage: '<folder>',
  details: `
The data folder appears when all of it is there and every checksum is right.
clickstream dev --data DIR then goes on where the backup ends: what waited in
the stream reaches the lake, and events that clients send again count once.

Persons forgotten after the backup was made are in it again. Their receipts, of
later backups in the folder and of --receipts, are put beside and listed: run
clickstream job forget --again for each before anybody asks.`,
  options: {
    data: { type: 'string', value: 'DIR', about: 'The folder to make: none yet, or an empty one' },
    at: { type: 'string', value: 'TIME', about: 'The newest backup made at or before, such as 2026-11-23T12:00Z' },
    receipts: {
      type: 'string',
      value: 'DIR',
      about: 'Receipts of forget that were saved: a folder, lake or data folder',
    },
    json: { type: 'boolean', about: 'The summary as JSON' },
  },
  examples: [
    ['restore /mnt/backup/clickstream --data .clickstream', 'the newest'],
    ['restore /mnt/backup/clickstream --data /tmp/then --at 2026-11-23', 'that of an earlier time, elsewhere'],
  ],
  async run({ values: { data, at, receipts, json }, positionals: [folder] }, { out, err }) {
    if (data === undefined) throw wrongUsage('--data: expected the folder to make, got nothing')
    const vault = new Vault(folder!)
    const name = await chooseBackup(vault, at)
    const bar = createProgressBar(err, 'Restoring', bytesOf)
    const started = performance.now()
    const options = { receipts, onProgress: bar.update }
    const { backup, path, forgotten } = await restoreBackup(vault, name, data, options).finally(() => bar.finish())
    const bytes = backup.files.reduce((sum, { size }) => sum + size, 0)
    const complete_up_to = new Date(backup.complete_up_to).toISOString()
    if (json)
      out.line(JSON.stringify({ name, data: path, complete_up_to, files: backup.files.length, bytes, forgotten }))
    else {
      out.line(`${path}: ${showMany(backup.files.length, 'file')}, ${showBytes(bytes)}, every checksum right`)
      out.line(`What was acked before ${complete_up_to} is in it.`)
      out.line(out.style('dim', showDuration(performance.now() - started)))
      if (forgotten.length > 0) {
        err.line(
          `${showMany(forgotten.length, 'person', 'people')} forgotten since are in it again. Forget them before anything else:`,
        )
      }
      for (const receipt of forgotten) err.line(`  npx clickstream job forget --again ${receipt} --data ${data}`)
      err.line(`Next: npx clickstream dev --data ${data}`)
    }
    return 0
  },
})

/** @throws CliError when there is none */
async function chooseBackup(vault: Vault, at: string | undefined): Promise<string> {
  const names = await vault.list()
  const until = at === undefined ? Number.POSITIVE_INFINITY : Date.parse(at)
  if (Number.isNaN(until))
    throw wrongUsage(`--at: expected a time such as 2026-11-23T12:00Z, got ${JSON.stringify(at)}`)
  for (const name of names.reverse()) {
    // Made then, as its name has it: 2026-11-23T11-05-15-123Z-….
    const [, day, h, m, s, ms] = /^([\d-]{10})T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(name)!
    if (Date.parse(`${day}T${h}:${m}:${s}.${ms}Z`) <= until) return name
  }
  const which = at === undefined ? 'a backup' : `a backup made at or before ${at}`
  throw new CliError(`${vault.folder}: expected ${which}, there is none`, `clickstream backup ${vault.folder} --list`)
}

export interface Restored {
  readonly backup: Backup
  /** The data folder. */
  readonly path: string
  /** Keys of the receipts that are newer than the backup: whom to forget again. */
  readonly forgotten: readonly string[]
}

/**
 * Writes the data folder beside, and gives it its name when it is whole: killed before, nothing is there.
 * @throws CliError for a folder that is not empty or in the making, and a file that is not as it was backed up
 */
export async function restoreBackup(
  vault: Vault,
  name: string,
  folder: string,
  {
    receipts,
    onProgress = () => {},
  }: {
    /** Where else receipts of forget may be. */
    readonly receipts?: string | undefined
    readonly onProgress?: (done: number, total: number) => void
  } = {},
): Promise<Restored> {
  const { data } = readSettings({ data: folder }, {})
  const beside = `${data}.restoring`
  await mkdir(dirname(data), { recursive: true })
  const lock = takeLock(`${beside}.lock`)
  if (lock === undefined) throw new CliError(`--data: expected nobody else to make it, ${data} is being restored`)
  try {
    return await restoreBeside(vault, name, data, beside, receipts, onProgress)
  } finally {
    await rm(`${beside}.lock`, { force: true })
    lock.close()
  }
}

async function restoreBeside(
  vault: Vault,
  name: string,
  data: string,
  beside: string,
  receipts: string | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<Restored> {
  if (existsSync(data) && (await readdir(data)).length > 0) {
    throw new CliError(`--data: expected a new or an empty folder, ${data} has something in it`, undefined, WRONG_USAGE)
  }
  const backup = await vault.read(name)
  const newer = await findNewerReceipts(vault, backup, receipts)
  await rm(beside, { recursive: true, force: true })
  const total = backup.files.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  try {
    for (const kept of backup.files) {
      await restoreFile(vault, kept, join(beside, kept.key))
      done += kept.size
      onProgress(done, total)
    }
    const store = openStore(`file:${join(beside, 'lake')}`)
    for (const [receipt, bytes] of newer) await store.put(RECEIPTS + receipt, bytes)
    await settleAll(beside, store)
    await syncTree(beside)
    await rename(beside, data)
    await sync(dirname(data))
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
  return { backup, path: data, forgotten: [...newer.keys()].sort().map(receipt => RECEIPTS + receipt) }
}

async function restoreFile(vault: Vault, { key, size, sha256 }: Kept, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  const sum = createHash('sha256')
  const from = vault.locate(sha256)
  if (!existsSync(from)) throw broken(`${key}: expected ${showBytes(size)} in the backup, the file is gone`)
  const check = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      sum.update(chunk)
      yield chunk
    }
  }
  await pipeline(createReadStream(from, { highWaterMark: 1024 * 1024 }), check, createWriteStream(to, { flush: true }))
  const now = sum.digest('hex')
  if (now !== sha256) throw broken(`${key}: expected SHA-256 ${sha256}, got ${now}`)
}

function broken(message: string): CliError {
  return new CliError(
    `${message}; nothing was restored`,
    'Restore an earlier backup (--at), or one from another folder. Of a lake file, the rest of the backup is still good.',
  )
}

/** What a killed job had left half done is done before anybody reads. */
async function settleAll(data: string, store: Store): Promise<void> {
  const catalog = openCatalog(`sqlite:${join(data, 'catalog.sqlite')}`)
  try {
    for (const table of Object.keys(tables)) {
      for (const partition of await catalog.partitions(table)) await settle({ store }, partition)
    }
    await dropForgetLock(catalog)
  } finally {
    await catalog.close()
  }
}

/** The names of files survive a power cut only once their folders are on disk. */
async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await syncTree(join(folder, entry.name))
  }
  await sync(folder)
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
