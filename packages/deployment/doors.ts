// The Lambda functions: what each is called, which file of this repository it is, and what must lie beside its code.
// stacks/ deploys them and scripts/bundles.ts builds them by this one table.

export interface Door {
  readonly name: string
  /** What it does, one line: the function's description. */
  readonly about: string
  /** File and export, as SST wants it: packages/transform/handler.handler */
  readonly handler: string
  /** Files it opens at run time: from (in this repository) to (beside the bundle). */
  readonly files?: readonly { readonly from: string; readonly to: string }[]
  /** Packages with native code, installed beside the bundle for Lambda's own architecture: name to version. */
  readonly install?: Readonly<Record<string, string>>
  /** The most it may be unzipped, MiB, and the most its import may take on this machine, ms. */
  readonly bound: { readonly mib: number; readonly import_ms: number }
}

const WASM = { from: 'node_modules/parquet-wasm/node/parquet_wasm_bg.wasm', to: 'parquet_wasm_bg.wasm' }
const COUNTRIES = {
  from: 'node_modules/@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb',
  to: 'geo-whois-asn-country.mmdb',
}
/**
 * Its native part is named, too: npm leaves an optional package out without a word where the machine that deploys has not
 * Lambda's C library (macOS, Alpine) or the registry has not that version. What is named is there, or the deploy fails.
 */
const DUCKDB = { '@duckdb/node-api': '1.5.6-r.1', '@duckdb/node-bindings-linux-arm64': '1.5.6-r.1' }

// biome-ignore format: a table reads as a table
export const doors = {
  collect: {
    name: 'Collect',
    about: 'Takes events over HTTP and answers when the stream has them',
    handler: 'packages/collector/lambda.handler',
    bound: { mib: 10, import_ms: 300 },
  },
  deliver: {
    name: 'Deliver',
    about: "Takes the addresses out of what Firehose brings to the raw archive, and says which hour's it is",
    handler: 'packages/transform/deliver.handler',
    files: [COUNTRIES],
    bound: { mib: 30, import_ms: 300 },
  },
  archive: {
    name: 'Archive',
    about: 'Writes the raw archive, where a Lambda function does it instead of Firehose',
    handler: 'packages/transform/archive.handler',
    files: [COUNTRIES],
    bound: { mib: 30, import_ms: 300 },
  },
  transform: {
    name: 'Transform',
    about: 'Checks, enriches and partitions a batch of events, and writes it as Parquet',
    handler: 'packages/transform/handler.handler',
    files: [WASM, COUNTRIES],
    bound: { mib: 30, import_ms: 300 },
  },
  refused: {
    name: 'Refused',
    about: 'Makes rows of `rejected` from what the collector sent past the stream',
    handler: 'packages/transform/refused.handler',
    files: [WASM, COUNTRIES],
    bound: { mib: 30, import_ms: 300 },
  },
  live: {
    name: 'Live',
    about: 'Counts each minute from the stream as it comes',
    handler: 'packages/live/handler.handler',
    bound: { mib: 10, import_ms: 300 },
  },
  jobs: {
    name: 'Jobs',
    about: 'Runs one job on the lake: compact, sessions, …',
    handler: 'jobs/lambda.handler',
    files: [WASM, COUNTRIES],
    install: DUCKDB,
    bound: { mib: 250, import_ms: 1000 },
  },
  view: {
    name: 'View',
    about: 'The viewer, behind a token, asking Athena',
    handler: 'packages/viewer/lambda.handler',
    files: [{ from: 'packages/viewer/dist', to: 'dist' }, { from: 'queries', to: 'queries' }, { from: 'dashboards/datasets', to: 'datasets' }],
    bound: { mib: 40, import_ms: 600 },
  },
} as const satisfies Readonly<Record<string, Door>>
