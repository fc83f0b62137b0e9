// Persons forgotten after a backup was made: it still has them, and their receipts say whom to forget again.
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { RECEIPTS } from '@clickstream/lake/layout'
import { CliError } from './error.ts'
import type { Backup, Vault } from './vault.ts'

/** Where a backup has the lake's receipts. */
const KEPT = `lake/${RECEIPTS}`
const NAME = /^forget-[\w.-]+\.json$/

/**
 * The receipts that are newer than the backup, by name: of the later backups in its folder, and of another folder (that of
 * the receipts, or of a lake or data folder that has some).
 * @throws CliError when that other folder is not there
 */
export async function findNewerReceipts(
  vault: Vault,
  backup: Backup,
  folder: string | undefined,
): Promise<Map<string, Uint8Array>> {
  const known = new Set(backup.files.map(({ key }) => key))
  const found = new Map<string, Uint8Array>()
  for (const name of await vault.list()) {
    const { files } = (await vault.read(name).catch(() => undefined)) ?? { files: [] }
    for (const { key, sha256 } of files) {
      if (!key.startsWith(KEPT) || known.has(key)) continue
      found.set(key.slice(KEPT.length), await readFile(vault.locate(sha256)))
    }
  }
  if (folder === undefined) return found
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) {
    throw new CliError(`--receipts: expected a folder, ${folder} is none`)
  }
  for (const inside of [folder, join(folder, RECEIPTS), join(folder, KEPT)]) {
    for (const name of await readdir(inside).catch(() => [])) {
      if (NAME.test(name) && !known.has(KEPT + name)) found.set(name, await readFile(join(inside, name)))
    }
  }
  return found
}
