// Which stream a URL means.
import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { SqliteStream, type SqliteStreamOptions } from './sqlite.ts'
import type { Stream } from './stream.ts'

export const DEFAULT_STREAM = 'sqlite:.clickstream/stream.sqlite'

const openers: Readonly<Record<string, (rest: string, options: SqliteStreamOptions) => Stream | Promise<Stream>>> = {
  sqlite: (rest, options) => new SqliteStream(preparePath(rest), options),
  kinesis: async rest => (await import('./kinesis.ts')).KinesisStream.open(rest),
}

/**
 * Opens the stream that STREAM (or `url`) names: `sqlite:<file>`, and makes its folders; or `kinesis:<name>`, which is there.
 * @throws Error for another scheme, a file that is no stream, or a name that can be no stream's
 */
export async function openStream(
  url: string = process.env.STREAM ?? DEFAULT_STREAM,
  options: SqliteStreamOptions = {},
): Promise<Stream> {
  const [scheme, rest] = splitUrl(url)
  const open = Object.hasOwn(openers, scheme) ? openers[scheme]! : undefined
  if (open === undefined) throw new Error(`stream: expected sqlite:<file> or kinesis:<name>, got ${url}`)
  return open(rest, options)
}

/**
 * The file that `sqlite:<file>` names (`sqlite:a/b.sqlite`, `sqlite:/a/b.sqlite`, `sqlite:///a/b.sqlite`).
 * @throws Error for any other URL
 */
export function sqlitePath(url: string): string {
  const [scheme, rest] = splitUrl(url)
  if (scheme !== 'sqlite') throw new Error(`stream: expected sqlite:<file>, got ${url}`)
  return preparePath(rest)
}

function splitUrl(url: string): [scheme: string, rest: string] {
  const colon = url.indexOf(':')
  return colon < 0 ? ['', url] : [url.slice(0, colon), url.slice(colon + 1)]
}

function preparePath(rest: string): string {
  const path = rest.startsWith('//') ? rest.slice(2) : rest
  if (path === '' || path.startsWith(':')) throw new Error(`stream: expected sqlite:<file>, got sqlite:${rest}`)
  const made = mkdirSync(dirname(resolve(path)), { recursive: true })
  if (made !== undefined) syncFolders(dirname(made), dirname(resolve(path)))
  return resolve(path)
}

/** A new folder survives a power cut only once the folder above it is on disk. */
function syncFolders(top: string, bottom: string): void {
  for (let folder = bottom; ; folder = dirname(folder)) {
    const fd = openSync(folder, 'r')
    try {
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    if (folder === top || folder === dirname(folder)) return
  }
}
