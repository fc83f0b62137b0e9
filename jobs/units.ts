// Numbers with their units, as a person reads them.

/** 12345 → `12,345` */
export function showCount(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

/** `1 event`, `2,000 events` */
export function showMany(count: number, noun: string, plural = `${noun}s`): string {
  return `${showCount(count)} ${count === 1 ? noun : plural}`
}

const STEPS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** 1536 → `1.5 KiB` */
export function showBytes(bytes: number): string {
  let size = bytes
  let step = 0
  while (size >= 1000 && step < STEPS.length - 1) {
    size /= 1024
    step++
  }
  return `${step === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${STEPS[step]}`
}
