// The collector's app on node:http.
import type { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Bindings } from './app.ts'
import { peerAt } from './client.ts'

export interface Serving {
  readonly host: string
  /** The port it listens on: the free one that was found when 0 was asked for. */
  readonly port: number
  /** Stops accepting, answers what is in hand, and resolves when the last connection is closed. */
  close(): Promise<void>
}

export interface ServeOptions {
  /** Default 8080; 0: any free one. */
  readonly port?: number | undefined
  /** Default 127.0.0.1: this machine only. */
  readonly host?: string | undefined
  /** Other limits than the standard ones. */
  readonly limits?: Partial<typeof standard>
}

const standard = {
  // A client gets 10 s for its headers and 30 s for the whole request, looked after every 2 s.
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  // Longer than the 60 s after which load balancers drop a connection, so that they do it and not we.
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
}

/** How long close() waits for requests in hand before it cuts them off, unanswered, ms. */
const GRACE = 10_000

/**
 * Serves the app.
 * @throws Error that says how to mend it when the port or the address cannot be had.
 */
export async function serveApp(app: Hono<{ Bindings: Bindings }>, options: ServeOptions = {}): Promise<Serving> {
  const { port = 8080, host = '127.0.0.1', limits = {} } = options
  const server = createAdaptorServer({
    fetch: (request, env) => {
      const { incoming } = env as HttpBindings
      return app.fetch(request, { peer: peerAt(incoming.socket.remoteAddress) })
    },
    serverOptions: { ...standard, ...limits },
  }) as Server
  const silent = trackSilent(server)
  await listen(server, port, host)
  return { host, port: (server.address() as AddressInfo).port, close: () => closeServer(server, silent) }
}

/** The connections on which no request has come yet: browsers open some in advance, and Node does not count them as idle. */
function trackSilent(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  return silent
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(explain(error, port, host)))
    server.listen(port, host, resolve)
  })
}

const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'a free port, got one in use: choose another port (0 finds a free one) or stop the program that has it',
  EACCES: 'a port this user may open, got a refusal: choose one from 1024 up',
  EADDRNOTAVAIL: 'an address of this machine, got another: choose 127.0.0.1 (this machine only) or 0.0.0.0 (all)',
  ENOTFOUND: 'an address or name of this machine, got an unknown one: choose 127.0.0.1 or 0.0.0.0',
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const remedy = remedies[error.code ?? '']
  if (remedy === undefined) return error
  return new Error(`${host}:${port}: expected ${remedy}`, { cause: error })
}

async function closeServer(server: Server, silent: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>(resolve => {
    server.close(() => resolve())
  })
  for (const socket of silent) socket.destroy()
  // A connection that is answering now becomes idle only then, and would be kept alive.
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), GRACE)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
