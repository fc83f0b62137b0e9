// Imports run one way: between packages, between files, and to DuckDB.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run.ts'

/** What each package may import of the others; nobody imports cli or stacks. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  events: [],
  visitors: ['events'],
  shortener: ['visitors'],
  store: ['visitors'],
  stream: ['events'],
  lake: ['events'],
  collector: ['events', 'stream'],
  transform: ['events', 'lake'],
  query: ['events', 'lake', 'stream'],
  jobs: ['events', 'stream', 'lake', 'collector', 'transform', 'query'],
  dashboards: ['events'],
  live: ['events', 'stream', 'transform'],
  viewer: ['events', 'stream', 'lake', 'collector', 'query', 'live', 'dashboards'],
  deployment: ['events', 'query', 'dashboards'],
  stacks: ['events', 'query', 'dashboards', 'deployment'],
  // biome-ignore format: a table reads as a table
  cli: ['events', 'visitors', 'shortener', 'store', 'stream', 'lake', 'collector', 'transform', 'query', 'jobs', 'dashboards', 'viewer', 'live', 'deployment'],
}
const IMPORT = /(?:^|\n)(?:import|export) (type )?(?:[^'";]*? from )?'([^']+)'/g

/** What stands beside packages/. */
const BESIDE = ['jobs', 'dashboards', 'stacks']
const folderOf = (name: string) => join(root, BESIDE.includes(name) ? name : `packages/${name}`)

/** What a package's files import, by file; tests and benchmarks may do as they like. */
function readImports(name: string): Map<string, { readonly of: string; readonly isType: boolean }[]> {
  const imports = new Map<string, { of: string; isType: boolean }[]>()
  for (const file of readdirSync(folderOf(name), { recursive: true }).map(String)) {
    if (!/\.tsx?$/.test(file) || /(^|\/)(test|bench|node_modules)\//.test(file)) continue
    const path = join(folderOf(name), file)
    const found = [...readFileSync(path, 'utf8').matchAll(IMPORT)]
    imports.set(
      path,
      found.map(([, type, of]) => ({ of: of!, isType: type !== undefined })),
    )
  }
  return imports
}

const names = [
  ...BESIDE,
  ...readdirSync(join(root, 'packages')).filter(name => existsSync(join(folderOf(name), 'package.json'))),
]
const imports = new Map(names.flatMap(name => [...readImports(name)]))

/** The file that is meant, if it is one of ours. */
function resolve(file: string, of: string): string | undefined {
  const [, name, path] = /^@clickstream\/([^/]+)\/(.+)$/.exec(of) ?? []
  const target = of.startsWith('.') ? join(dirname(file), of) : name && join(folderOf(name), `${path}.ts`)
  return target !== undefined && imports.has(target) ? target : undefined
}

test.each(names)('%s imports only what it may', name => {
  expect(ALLOWED, 'a new package has a line above').toHaveProperty(name)
  const others = [...readImports(name).values()]
    .flat()
    .flatMap(({ of }) => /^@clickstream\/([^/]+)/.exec(of)?.[1] ?? [])
  expect([...new Set(others)].filter(other => !ALLOWED[name]!.includes(other))).toEqual([])
})

test('no files import one another in a circle', () => {
  const done = new Set<string>()
  const circles: string[] = []
  const follow = (file: string, way: readonly string[]) => {
    if (way.includes(file))
      circles.push([...way.slice(way.indexOf(file)), file].map(each => relative(root, each)).join(' → '))
    if (done.has(file) || way.includes(file)) return
    for (const { of } of imports.get(file)!) {
      const next = resolve(file, of)
      if (next !== undefined) follow(next, [...way, file])
    }
    done.add(file)
  }
  for (const file of imports.keys()) follow(file, [])
  expect(imports.size).toBeGreaterThan(100)
  expect(circles).toEqual([])
})

test('DuckDB is loaded by files called duckdb alone, and by none that the collector, the transform or the viewer on AWS has', () => {
  const loading = [...imports].filter(([, all]) => all.some(({ of, isType }) => of === '@duckdb/node-api' && !isType))
  expect(loading.map(([file]) => relative(root, file)).filter(file => !/\/duckdb[^/]*\.ts$/.test(file))).toEqual([])
  expect(loading.length).toBeGreaterThan(0)
  const reached = new Set<string>()
  const reach = (file: string) => {
    if (reached.has(file)) return
    reached.add(file)
    for (const { of } of imports.get(file)!) {
      const next = resolve(file, of)
      if (next !== undefined) reach(next)
    }
  }
  for (const name of ['collector', 'transform']) for (const file of readImports(name).keys()) reach(file)
  // The viewer has it on this machine, by cli; as a function on Lambda it asks Athena.
  reach(join(root, 'packages/viewer/lambda.ts'))
  expect(loading.filter(([file]) => reached.has(file))).toEqual([])
})

test('an AWS client is loaded by the files that adapt it alone: kinesis*.ts, s3*.ts, …', () => {
  const adapters = /(^|\/)(kinesis|s3|glue|dynamodb|athena|firehose|quicksight)[^/]*\.ts$/
  const loading = [...imports.keys()].filter(file => {
    const isLoaded = imports.get(file)!.some(({ of, isType }) => of.startsWith('@aws-sdk/') && !isType)
    return isLoaded || /\bimport\('@aws-sdk\//.test(readFileSync(file, 'utf8'))
  })
  expect(loading.map(file => relative(root, file)).filter(file => !adapters.test(file))).toEqual([])
  expect(loading.length).toBeGreaterThan(5)
})
