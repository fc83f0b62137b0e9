// The file that --out names, looked at before the work and not after it.
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { wrongUsage } from './error.ts'

/** @throws CliError (exit code 2) for a folder, and for a file in a folder that is not there. */
export function checkOutfile(file: string): void {
  if (isFolder(file)) throw wrongUsage(`--out: expected a file, got the folder ${JSON.stringify(file)}`)
  if (!isFolder(dirname(file))) {
    throw wrongUsage(
      `--out: expected a file in a folder that is there, got ${JSON.stringify(file)}`,
      `Make the folder first: mkdir -p ${JSON.stringify(dirname(file))}`,
    )
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
