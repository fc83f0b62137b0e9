// Floating-point numbers as Java writes them.

/** `1.0E10`, `0.001`, `NaN`: the fewest digits that read as the same double. */
export function writeDouble(value: number): string {
  return write(value, String(Math.abs(value)))
}

/** The fewest digits that read as the same float. */
export function writeReal(value: number): string {
  const size = Math.abs(Math.fround(value))
  if (!Number.isFinite(size)) return write(value, '')
  for (let digits = 1; digits <= 9; digits++) {
    const text = size.toPrecision(digits)
    if (Math.fround(Number(text)) === size) return write(value, String(Number(text)))
  }
  return write(value, String(size))
}

function write(value: number, shortest: string): string {
  if (Number.isNaN(value)) return 'NaN'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (!Number.isFinite(value)) return `${sign}Infinity`
  if (value === 0) return `${sign}0.0`
  const [, whole, part = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(shortest)!
  const all = whole! + part
  const digits = all.replace(/^0+/, '').replace(/0+$/, '')
  // Where the point stands: 0.d1d2… × 10^point.
  const point = whole!.length + Number(exponent) - (all.length - all.replace(/^0+/, '').length)
  if (point > -3 && point <= 7) {
    if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
    const padded = digits.padEnd(point + 1, '0')
    return `${sign}${padded.slice(0, point)}.${padded.slice(point)}`
  }
  return `${sign}${digits[0]}.${digits.slice(1) || '0'}E${point - 1}`
}
