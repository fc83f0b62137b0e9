// Routes of the live tail: what the collector takes and rejects right now.
import { Hono } from 'hono'
import type { Env, Sources } from './sources.ts'

export function routeTail(_sources: Sources): Hono<Env> {
  return new Hono<Env>()
}
