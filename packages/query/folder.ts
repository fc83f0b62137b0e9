// A folder for what does not outlive a run: it may hold whole events, so what killed runs left goes with the next one.
import { hash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '@clickstream/stream/lease'

/** Makes an empty folder for a `job` or a `query`; whoever asks for it removes it. */
export async function makeFolder(kind: string): Promise<string> {
  // The folder for such folders may be shared by machines, each with processes of its own.
  const own = `clickstream-${kind}-${hash('sha256', hostname()).slice(0, 8)}-`
  for (const name of await readdir(tmpdir())) {
    if (name.startsWith(own)) await removeLeft(join(tmpdir(), name), name.slice(own.length).split('-', 1)[0]!)
  }
  return mkdtemp(join(tmpdir(), `${own}${process.pid}-`))
}

async function removeLeft(folder: string, pid: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(folder)
    if (!isAlive(`${hostname()}/${pid}`, mtimeMs)) await rm(folder, { recursive: true, force: true })
  } catch {
    // Another run was quicker, or it is another user's.
  }
}
