// One running pipeline per data folder. The lock is the operating system's (through SQLite), so a killed process leaves none.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CliError } from './error.ts'

/** What a running pipeline says of itself. */
export interface Running {
  readonly pid: number
  /** Such as http://localhost:8080 */
  readonly url: string
}

const LOCK = 'running.lock'
const NOTE = 'running.json'
/** Somebody who only looks holds the lock for an instant, ms. */
const PATIENCE = 500

export interface RunningLock {
  /** Leaves word of where the pipeline is to be found. */
  announce(running: Running): void
  release(): void
}

/** Takes the data folder for this process. @throws CliError when another process has it. */
export function lockData(data: string): RunningLock {
  mkdirSync(data, { recursive: true })
  const db = takeLock(join(data, LOCK))
  if (db === undefined) {
    const { pid, url } = readNote(data) ?? {}
    const who = pid === undefined ? 'another process' : `process ${pid}${url === undefined ? '' : `, at ${url}`}`
    throw new CliError(
      `the pipeline already runs on ${data} (${who})`,
      'Use that one, stop it first, or choose another folder with --data DIR (and another --port).',
    )
  }
  rmSync(join(data, NOTE), { force: true })
  return {
    announce(running) {
      const beside = join(data, `${NOTE}.${process.pid}`)
      writeFileSync(beside, JSON.stringify(running))
      renameSync(beside, join(data, NOTE))
    },
    release() {
      rmSync(join(data, NOTE), { force: true })
      db.close()
    },
  }
}

/** The pipeline that runs on the data folder now; undefined when none does. */
export function findRunning(data: string): Partial<Running> | undefined {
  if (!existsSync(join(data, LOCK))) return undefined
  const db = takeLock(join(data, LOCK), 0)
  if (db === undefined) return readNote(data) ?? {}
  db.close()
  return undefined
}

/** An open transaction on the lock file; undefined when somebody else has one. */
export function takeLock(file: string, patience = PATIENCE): DatabaseSync | undefined {
  const db = new DatabaseSync(file, { timeout: patience })
  try {
    db.exec('begin exclusive')
    return db
  } catch (error) {
    db.close()
    // SQLITE_BUSY
    if ((error as { errcode?: number }).errcode === 5) return undefined
    throw error
  }
}

function readNote(data: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(join(data, NOTE), 'utf8'))
  } catch {
    return undefined
  }
}
