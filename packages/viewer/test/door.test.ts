// The viewer as a function behind CloudFront.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { type Engine, EngineError, type Result } from '@clickstream/query/engine'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDoor } from '../door.ts'
import { loadOffer, type Offer } from '../offer.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const token = 'a-token-of-this-test'
const secret = 'only-cloudfront-knows'

let folder: string
let offer: Offer
let env: Record<string, string>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'door-'))
  offer = await loadOffer(join(root, 'queries'), join(root, 'dashboards/datasets'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist/index.html'), '<html></html>')
  env = {
    VIEW_TOKEN: token,
    ORIGIN_SECRET: secret,
    ENGINE: 'athena:house/lake',
    CATALOG: `sqlite:${join(folder, 'catalog.sqlite')}`,
    STREAM: `sqlite:${join(folder, 'stream.sqlite')}`,
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const receipt = {
  rows: 1,
  files_read: null,
  bytes_read: 5000,
  bytes_billed: 10 * 1024 ** 2,
  partitions_read: null,
  partitions_known: null,
  complete_up_to: null,
  elapsed_ms: 1,
  engine: 'Athena engine version 3',
}
const answer = (rows: Result['rows']): Result => ({ columns: [{ name: 'x', type: 'varchar' }], rows, receipt })
const engineOf = (run: Engine['run']): Engine => ({ run, export: () => Promise.reject(), close: async () => {} })

interface Asked {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly cookies?: string[]
  readonly body?: string
}

interface Answered {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly cookies?: string[]
  readonly body: string
  readonly isBase64Encoded: boolean
}

function open(run: Engine['run'] = async () => answer([['1']]), given: Record<string, string> = env) {
  const handler = openDoor(given, folder, offer, engineOf(run))
  return async (path: string, { method = 'GET', headers = {}, cookies, body }: Asked = {}): Promise<Answered> => {
    const [rawPath = '', rawQueryString = ''] = path.split('?')
    const event = {
      version: '2.0',
      routeKey: '$default',
      rawPath,
      rawQueryString,
      headers: {
        host: 'abc.lambda-url.us-east-1.on.aws',
        'x-origin-secret': secret,
        'x-viewer-address': '192.0.2.7',
        ...headers,
      },
      ...(cookies === undefined ? {} : { cookies }),
      requestContext: { domainName: 'abc.lambda-url.us-east-1.on.aws', http: { method, path: rawPath } },
      isBase64Encoded: false,
      ...(body === undefined ? {} : { body }),
    }
    return (await handler(event as never, {} as never)) as unknown as Answered
  }
}

const bearer = { authorization: `Bearer ${token}` }
const question = (sql = 'select 1'): Asked => ({
  method: 'POST',
  headers: { ...bearer, 'content-type': 'application/json' },
  body: JSON.stringify({ sql }),
})

test('does not start with a token that is guessed, or without what it needs', () => {
  expect(() => open(undefined, { ...env, VIEW_TOKEN: 'short' })).toThrow(
    'VIEW_TOKEN: expected at least 16 characters, got 5; npx sst secret set',
  )
  for (const name of ['VIEW_TOKEN', 'ORIGIN_SECRET', 'CATALOG', 'STREAM']) {
    expect(() => open(undefined, { ...env, [name]: '' }), name).toThrow(`${name}: expected a value in the environment`)
  }
  expect(() => openDoor({ ...env, ENGINE: 'duckdb:' }, folder, offer)).toThrow(/^ENGINE: expected athena:/)
})

describe('lets in', () => {
  test('nobody who goes round CloudFront, whatever they have', async () => {
    const ask = open()
    for (const given of ['', 'another', `${secret}x`]) {
      const { statusCode, body } = await ask('/', { headers: { ...bearer, 'x-origin-secret': given } })
      expect(statusCode, given).toBe(403)
      expect(body).toMatch(/^{"error":"origin: expected/)
    }
  })

  test('nobody by a secret that was left empty', async () => {
    const ask = open(undefined, { ...env, ORIGIN_SECRET: `,${secret}` })
    expect((await ask('/', { headers: { ...bearer, 'x-origin-secret': '' } })).statusCode).toBe(403)
  })

  test('both secrets while one takes the other’s place', async () => {
    const ask = open(undefined, { ...env, ORIGIN_SECRET: `the-next-one,${secret}` })
    expect((await ask('/', { headers: bearer })).statusCode).toBe(200)
    expect((await ask('/', { headers: { ...bearer, 'x-origin-secret': 'the-next-one' } })).statusCode).toBe(200)
    expect((await ask('/', { headers: { ...bearer, 'x-origin-secret': `the-next-one,${secret}` } })).statusCode).toBe(
      403,
    )
  })

  test('who has the token: once in the address, then by a cookie that every instance knows', async () => {
    const first = await open()(`/links?token=${token}&country=IN`)
    expect(first).toMatchObject({ statusCode: 303, headers: { location: '/links?country=IN' } })
    const [cookie] = first.cookies!
    expect(cookie).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
    expect(cookie).not.toContain(token)
    const another = open()
    expect((await another('/')).statusCode).toBe(401)
    expect((await another('/', { cookies: [cookie!.split(';')[0]!] })).statusCode).toBe(200)
    const changed = open(undefined, { ...env, VIEW_TOKEN: `${token}-new` })
    expect((await changed('/', { cookies: [cookie!.split(';')[0]!] })).statusCode).toBe(401)
  })

  test('no more tries of one address, while others have theirs', async () => {
    const ask = open()
    for (let i = 0; i < 10; i++) expect((await ask('/?token=wrong')).statusCode).toBe(401)
    expect((await ask(`/?token=${token}`)).statusCode).toBe(429)
    const other = { 'x-viewer-address': '2001:db8::1' }
    expect((await ask(`/?token=${token}`, { headers: other })).statusCode).toBe(303)
  })
})

describe('answers', () => {
  test('the page, what there is, and which lake it is of', async () => {
    const ask = open()
    expect(await ask('/links', { headers: bearer })).toMatchObject({ statusCode: 200, body: '<html></html>' })
    const list = JSON.parse((await ask('/api/dashboards', { headers: bearer })).body)
    expect(list.dashboards.map(({ name }: { name: string }) => name)).toContain('store')
    const version = JSON.parse((await ask('/api/version', { headers: bearer })).body)
    expect(version).toEqual({ data_version: '0', complete_up_to: expect.stringMatching(/Z$/) })
  })

  test('a question of its own page, whose host is CloudFront’s', async () => {
    const ask = open()
    const { headers, ...rest } = question()
    const own = { ...headers, origin: 'https://d1.cloudfront.net', 'sec-fetch-site': 'same-origin' }
    expect((await ask('/api/sql', { ...rest, headers: own })).statusCode).toBe(200)
    const foreign = { ...headers, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await ask('/api/sql', { ...rest, headers: foreign })).statusCode).toBe(403)
    const old = { ...headers, origin: 'https://evil.example' }
    expect((await ask('/api/sql', { ...rest, headers: old })).statusCode).toBe(403)
  })

  test('a tile, with the bytes that are billed and no files', async () => {
    const run: Engine['run'] = async () => answer([[7]])
    const [dashboard] = JSON.parse((await open()('/api/dashboards', { headers: bearer })).body).dashboards
    expect(dashboard.name).toBe('links')
    const tile = await open(run)('/api/tiles/links/links-total-clicks', { headers: bearer })
    expect(JSON.parse(tile.body).receipt).toMatchObject({
      files_read: null,
      partitions_known: null,
      cost_usd: expect.any(Number),
    })
  })

  test('what Athena lacks with 503 and words', async () => {
    const ask = open(() => Promise.reject(new EngineError('permission: expected glue:GetTable')))
    expect(await ask('/api/sql', question())).toMatchObject({
      statusCode: 503,
      body: '{"error":"permission: expected glue:GetTable"}',
    })
  })

  test('without the account and the role, which its log has', async () => {
    const role = 'arn:aws:sts::123456789012:assumed-role/clickstream-trial-view/clickstream-trial-view'
    const why = `permission: User: ${role} is not authorized to perform: glue:GetTable on resource: arn:aws:glue:us-east-1:123456789012:catalog.`
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const { statusCode, body } = await open(() => Promise.reject(new EngineError(why)))('/api/sql', question())
    const logged = log.mock.calls.flat().join('')
    log.mockRestore()
    expect(statusCode).toBe(503)
    expect(JSON.parse(body).error).toBe(
      'permission: User: arn:… is not authorized to perform: glue:GetTable on resource: arn:….',
    )
    expect(logged).toContain(role)
  })

  test('at once: nobody can listen, and is told', async () => {
    const ask = open()
    for (const path of ['/api/tail', '/api/version/live']) {
      expect((await ask(path)).statusCode, path).toBe(401)
      expect(await ask(path, { headers: bearer })).toMatchObject({
        statusCode: 404,
        body: expect.stringMatching(/live: /),
      })
    }
  })

  test('large ones compressed, and none that Lambda would not take', async () => {
    const many = Array.from({ length: 9000 }, (_, i) => [`${i} ${'x'.repeat(1000)}`])
    const asked = question()
    const zip = { ...asked, headers: { ...asked.headers!, 'accept-encoding': 'br, gzip' } }
    const large = await open(async () => answer(many))('/api/sql', zip)
    expect(large).toMatchObject({ statusCode: 200, isBase64Encoded: true, headers: { 'content-encoding': 'gzip' } })
    expect(JSON.parse(gunzipSync(Buffer.from(large.body, 'base64')).toString()).rows).toEqual(many)
    const plain = await open(async () => answer(many))('/api/sql', asked)
    expect(plain).toMatchObject({ statusCode: 413, body: expect.stringMatching(/got 9 MiB: ask for fewer/) })
    // Its quotes are two bytes each on their way.
    const quoted = Array.from({ length: 4000 }, () => ['"'.repeat(500)])
    const escaped = await open(async () => answer(quoted))('/api/sql', asked)
    expect(JSON.stringify(escaped).length).toBeLessThan(6 * 1024 ** 2)
    expect(escaped.statusCode).toBe(413)
    const small = await open()('/api/sql', zip)
    expect(small.headers['content-encoding']).toBeUndefined()
  })
})
