// What a viewer is given, as little of it as a test needs.
import { SqliteCatalog } from '@clickstream/lake/sqlite'
import type { Engine } from '@clickstream/query/engine'
import type { Sources } from '../sources.ts'

/** No dashboards, nothing in the lake, an engine that cannot be asked. */
export function makeSources(given: Partial<Sources> = {}): Sources {
  return {
    dashboards: [],
    datasets: new Map(),
    queries: [],
    engine: {} as Engine,
    turns: { run: task => task() },
    catalog: new SqliteCatalog(':memory:'),
    stream: 'sqlite:/nowhere/stream.sqlite',
    completeUpTo: async () => null,
    zone: 'UTC',
    place: { collector: null, data: '' },
    closing: new AbortController().signal,
    log: () => {},
    ...given,
  }
}
