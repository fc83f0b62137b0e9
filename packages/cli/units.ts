// Numbers with their units, as a person reads them.

export { showBytes, showCount, showMany } from '@clickstream/jobs/units'

/** 65000 → `1 min 5 s`, 1234 → `1.2 s`, 42 → `42 ms` */
export function showDuration(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return join(Math.floor(seconds / 60), 'min', seconds % 60, 's')
  if (seconds < 86_400) return join(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min')
  return join(Math.floor(seconds / 86_400), 'd', Math.floor((seconds % 86_400) / 3600), 'h')
}

/** `just now`, `3 min ago` */
export function showAge(ms: number): string {
  return ms < 2000 ? 'just now' : `${showDuration(ms)} ago`
}

function join(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`
}
