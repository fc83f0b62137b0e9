// Values that a statement is given for its `?`, as DuckDB takes them.
import type { Parameter } from './engine.ts'

/** Every value goes as text; the statement casts it. */
export function writeValue({ type, value }: Parameter): string | null {
  return type === 'timestamp' && value !== null ? value.replace('T', ' ').replace('Z', '') : value
}
