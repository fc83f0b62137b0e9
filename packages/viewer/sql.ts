// Routes of the SQL page: what can be asked, and the answers.
import { Hono } from 'hono'
import type { Env, Sources } from './sources.ts'

export function routeSql(_sources: Sources): Hono<Env> {
  return new Hono<Env>()
}
