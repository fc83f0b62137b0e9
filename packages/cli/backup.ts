// `clickstream backup`: stream, catalog and lake as they are at one instant, into a folder, while the pipeline runs.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineCommand } from './command.ts'
import { CliError, WRONG_USAGE, wrongUsage } from './error.ts'
import { catchInterrupt } from './interrupt.ts'
import { expectHere } from './local.ts'
import { bytesOf, createProgressBar } from './progress.ts'
import { localPath, readSettings } from './settings.ts'
import { takeBackup } from './snapshot.ts'
import type { Paper, Terminal } from './terminal.ts'
import { showAge, showBytes, showCount, showDuration, showMany } from './units.ts'
import { hashFile, Vault } from './vault.ts'

export const command = defineCommand({
  name: 'backup',
  about: 'Copy stream, catalog and lake to a folder, while it runs too',
  usage: '<folder>',
  details: `
What was acked before the backup began is in it. Files that an earlier backup in
the folder has are not copied again. Broken off or killed, it is run again; the
backups made before stay whole. Whom clickstream job forget removes is still in
the backups made before: --keep 1 leaves the newest only.`,
  options: {
    keep: { type: 'string', value: 'N', default: '2', about: 'How many backups the folder keeps' },
    list: { type: 'boolean', about: 'The backups in the folder' },
    verify: { type: 'boolean', about: 'Read every file of the newest backup and compare' },
    data: { type: 'string', value: 'DIR', about: 'The data folder (default .clickstream)' },
    json: { type: 'boolean', about: 'The summary as JSON' },
  },
  examples: [
    ['backup /mnt/backup/clickstream', 'every hour, say: only what is new is copied'],
    ['backup /mnt/backup/clickstream --verify', 'whether the newest can be relied on'],
  ],
  async run({ values: { keep, list, verify, data, json }, positionals: [folder] }, { out, err }) {
    const vault = new Vault(folder!)
    if (list) return listBackups(vault, json === true, { out, err })
    if (verify) return verifyNewest(vault, out)
    const count = Number(keep)
    if (!/^\d{1,4}$/.test(keep) || count < 1) throw wrongUsage(`--keep: expected a number from 1, got ${keep}`)
    const settings = readSettings({ data })
    expectHere('backup', settings, 'On AWS the bucket keeps versions and the catalog has point-in-time recovery.')
    if (!existsSync(localPath(settings.catalog) ?? '')) {
      throw new CliError(`${settings.data}: expected a catalog, there is none`, 'Is --data right?', WRONG_USAGE)
    }
    const interrupt = catchInterrupt()
    const bar = createProgressBar(err, 'Copying', bytesOf)
    const started = performance.now()
    try {
      const summary = await takeBackup(settings, vault, { keep: count }, { ...interrupt, onProgress: bar.update })
      bar.finish()
      if (json) out.line(JSON.stringify(summary))
      else {
        const { files, bytes, copied, copied_bytes, name } = summary
        out.line(`${join(vault.folder, name)}`)
        out.line(
          `${showMany(files, 'file')}, ${showBytes(bytes)}; new ${showCount(copied)}, ${showBytes(copied_bytes)}`,
        )
        out.line(out.style('dim', showDuration(performance.now() - started)))
      }
      return 0
    } catch (error) {
      bar.finish()
      if (!interrupt.signal.aborted) throw error
      throw new CliError('backup: broken off', 'Run it again: what was copied is not copied twice.')
    } finally {
      interrupt.release()
    }
  },
})

async function listBackups(vault: Vault, json: boolean, { out, err }: Pick<Terminal, 'out' | 'err'>): Promise<number> {
  const names = await vault.list()
  if (names.length === 0) err.line(`${vault.folder}: no backup is there`)
  for (const name of names) {
    const { files, complete_up_to } = await vault.read(name)
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    if (json) out.line(JSON.stringify({ name, complete_up_to, files: files.length, bytes }))
    else
      out.line(
        `${name}  ${showAge(Date.now() - complete_up_to)}, ${showMany(files.length, 'file')}, ${showBytes(bytes)}`,
      )
  }
  return 0
}

async function verifyNewest(vault: Vault, out: Paper): Promise<number> {
  const name = (await vault.list()).at(-1)
  if (name === undefined) throw new CliError(`${vault.folder}: expected a backup, there is none`)
  const { files } = await vault.read(name)
  let bad = 0
  for (const { key, sha256 } of files) {
    const now = await hashFile(vault.locate(sha256)).catch((error: Error) => error.message)
    if (now === sha256) continue
    bad++
    out.line(`${out.style('red', '✗')} ${key}: expected SHA-256 ${sha256}, got ${now}`)
  }
  if (bad === 0) out.line(`${out.style('green', '✓')} ${name}: ${showMany(files.length, 'file')} as they were written`)
  return bad === 0 ? 0 : 1
}
