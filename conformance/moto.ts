// moto's server: AWS's APIs on this machine, by their own rules but not their own code.
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { preparePython } from './python.ts'

/** Pinned, so that the same tree gives the same outcome. */
export const MOTO = '5.2.5'
const PATIENCE = 60_000

export interface Moto {
  /** What a process needs to talk to it: the SDK reads all of this by itself. */
  readonly env: Readonly<Record<string, string>>
  stop(): void
}

/**
 * Starts it on a free port of this machine, with nothing in it.
 * @throws Missing without python3, its venv, or PyPI; Error when it does not start.
 */
export async function startMoto(): Promise<Moto> {
  const python = await preparePython('moto', MOTO, { extras: 'server' })
  const port = await findPort()
  const child = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  try {
    await waitFor(`${url}/moto-api/`, child)
  } catch (error) {
    child.kill()
    throw error
  }
  return {
    env: {
      AWS_ENDPOINT_URL: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    stop: () => void child.kill('SIGKILL'),
  }
}

async function waitFor(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + PATIENCE
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`moto: expected to run, it ended with ${child.exitCode}`)
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await sleep(100)
  }
  throw new Error(`moto: expected an answer from ${url} within ${PATIENCE / 1000} s, got none`)
}

function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
