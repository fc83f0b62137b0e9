// Angles and roots, to the last digit as Java's StrictMath has them: V8's are of the same origin (fdlibm), but for the cube root.
import type { Native, Natives } from '../native.ts'

const of = (run: (x: number) => number): Native => ({ parameters: ['double'], returns: 'double', run })

const bits = new DataView(new ArrayBuffer(8))

/** fdlibm's: five bits by a third of the exponent, then 23, then 53. */
function cubeRoot(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value
  const x = Math.abs(value)
  const isSubnormal = x < 2 ** -1022
  bits.setFloat64(0, isSubnormal ? 2 ** 54 * x : x)
  bits.setInt32(0, Math.trunc(bits.getInt32(0) / 3) + (isSubnormal ? 696219795 : 715094163))
  if (!isSubnormal) bits.setInt32(4, 0)
  let t = bits.getFloat64(0)
  const r = (t * t) / x
  const s = 19 / 35 + r * t
  t *= 5 / 14 + 45 / 28 / (s + 99 / 70 + -864 / 1225 / s)
  bits.setFloat64(0, t)
  bits.setInt32(0, bits.getInt32(0) + 1)
  bits.setInt32(4, 0)
  t = bits.getFloat64(0)
  const q = x / (t * t)
  t += t * ((q - t) / (t + t + q))
  return value < 0 ? -t : t
}

export const natives: Natives = {
  trino_acos: of(Math.acos),
  trino_asin: of(Math.asin),
  trino_atan: of(Math.atan),
  trino_cbrt: of(cubeRoot),
  trino_cosh: of(Math.cosh),
  trino_sinh: of(Math.sinh),
  trino_tanh: of(Math.tanh),
  trino_atan2: { parameters: ['double', 'double'], returns: 'double', run: Math.atan2 },
}
