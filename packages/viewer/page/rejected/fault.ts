// Where in a payload the field at fault stands.

/** The line (from 0) whose key is the field, in our spelling or an SDK's own; -1 when there is none. */
export function findField(lines: readonly string[], field: string | null): number {
  if (field === null) return -1
  const names = [field, toCamel(field), ...(SPOKEN[field] ?? [])]
  return lines.findIndex(line => names.some(name => line.trimStart().startsWith(`"${name}":`)))
}

/** What Segment calls our fields, where it is another word. */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  event_id: ['messageId'],
  event_type: ['event', 'type'],
  occurred_at: ['timestamp', 'originalTimestamp'],
  page_url: ['url'],
  page_title: ['title'],
  referrer_url: ['referrer'],
  value: ['revenue', 'total'],
  search_query: ['query'],
}

function toCamel(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
