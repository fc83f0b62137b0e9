// What the SST CLI answers to the program that it runs, over loopback: where assets go, and what a handler's bundle is.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { account, region } from './provider.ts'

/** What SST asks to have built. */
export interface Build {
  readonly functionID: string
  /** File and export: packages/transform/handler.handler */
  readonly handler: string
  readonly runtime: string
  readonly bundle?: string
  readonly properties?: {
    readonly architecture?: string
    readonly install?: Readonly<Record<string, string>>
    readonly minify?: boolean
    readonly sourcemap?: boolean
    readonly esbuild?: unknown
  }
  readonly copyFiles?: readonly { readonly from: string; readonly to: string }[]
}

/**
 * Serves until the process ends. A handler is not bundled here (scripts/bundles.ts does that, and proves it): its file must
 * be there, and a bundle of one empty file stands for it.
 */
export async function startServer(
  root: string,
  artifacts: string,
  errors: string[],
): Promise<{ url: string; builds: Build[] }> {
  const builds: Build[] = []
  const methods: Record<string, (parameters: never) => unknown> = {
    'Provider.Aws.Bootstrap': () => ({
      asset: `sst-asset-${region}`,
      state: `sst-state-${region}`,
      assetEcrRegistryId: account,
      assetEcrUrl: `${account}.dkr.ecr.${region}.amazonaws.com/sst-asset`,
      appsyncHttp: '',
      appsyncRealtime: '',
    }),
    'Runtime.Build': (build: Build) => {
      builds.push(build)
      const dot = build.handler.lastIndexOf('.')
      const file = ['.ts', '.mjs', '.js']
        .map(end => build.handler.slice(0, dot) + end)
        .find(each => existsSync(join(root, each)))
      const out = join(artifacts, `${build.functionID}-src`)
      mkdirSync(out, { recursive: true })
      writeFileSync(join(out, 'bundle.mjs'), '')
      // Not told to SST, which would make nothing of what stands on the function.
      if (file === undefined) errors.push(`${build.functionID}: expected a file for its handler ${build.handler}`)
      return { handler: `bundle${extname(build.handler)}`, out, errors: [], sourcemaps: [] }
    },
  }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (text: Buffer) => (body += text.toString()))
    request.on('end', () => {
      const { method, params } = JSON.parse(body) as { method: string; params: never[] }
      const answer = methods[method]
      const reply =
        answer === undefined
          ? { error: `${method}: the synthesis has no answer to it` }
          : { result: answer(params[0]!) }
      response.setHeader('connection', 'close').setHeader('content-type', 'application/json')
      response.end(JSON.stringify(reply))
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  server.unref()
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, builds }
}
