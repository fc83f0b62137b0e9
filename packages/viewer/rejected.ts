// Routes of the Rejected page: what was rejected, why, and who sent it.
import { Hono } from 'hono'
import type { Env, Sources } from './sources.ts'

export function routeRejected(_sources: Sources): Hono<Env> {
  return new Hono<Env>()
}
