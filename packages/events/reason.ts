/** Why an event was rejected: a code to count by, the field at fault, and words: subject, expectation, value. */
export interface Reason {
  readonly reason_code: string
  readonly field: string | null
  readonly reason: string
}

/** The reason for a value that is not what its field expects. */
export function wrong(code: string, field: string | null, subject: string, expected: string, got: unknown): Reason {
  return { reason_code: code, field, reason: `${subject}: expected ${expected}, got ${show(got)}` }
}

/** A value as a reason quotes it: at most 80 characters, on one line. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  // JSON has no word for Infinity, as which 1e999 comes, and would call it null.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
