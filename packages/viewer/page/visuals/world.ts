// How the world is laid flat, and which countries it has. The shapes themselves come later, in a chunk of their own.

/** West and north, east and south, in degrees: the world without Antarctica. */
export const BOUNDS = [
  [-180, 83.7],
  [180, -56],
] as const
/** Its width by its height, laid flat. */
export const ASPECT = 2.316

const A = [1.340264, -0.081106, 0.000893, 0.003796] as const
const ROOT = Math.sqrt(3) / 2

/** Equal Earth (Šavrič, Patterson and Jenny, 2018): areas are true, so that no country shouts for lying north. */
export const PROJECTION = {
  project([longitude, latitude]: readonly number[]): [number, number] {
    const theta = Math.asin(ROOT * Math.sin(((latitude ?? 0) * Math.PI) / 180))
    const [x, y] = bend(theta)
    return [(((longitude ?? 0) * Math.PI) / 180) * (Math.cos(theta) / (ROOT * x)), -y]
  },
  unproject([x, y]: readonly number[]): [number, number] {
    let theta = -(y ?? 0)
    for (let turn = 0; turn < 12; turn++) {
      const [slope, at] = bend(theta)
      theta -= (at + (y ?? 0)) / slope
    }
    const [slope] = bend(theta)
    const latitude = Math.asin(Math.sin(theta) / ROOT)
    return [((x ?? 0) * ROOT * slope * 180) / (Math.cos(theta) * Math.PI), (latitude * 180) / Math.PI]
  },
}

/** The polynomial of the projection: its slope, and itself. */
function bend(theta: number): [number, number] {
  const square = theta * theta
  const sixth = square * square * square
  const slope = A[0] + 3 * A[1] * square + sixth * (7 * A[2] + 9 * A[3] * square)
  return [slope, theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))]
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Whether a code is a country's; Antarctica is not drawn. */
export function isOnMap(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && code !== 'AQ' && code !== 'ZZ' && regions.of(code) !== undefined
}
