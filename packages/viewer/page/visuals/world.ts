// How the world is laid flat, and which countries it has. The shapes themselves come later, in a chunk of their own.

export type Point = readonly [number, number]

const A = [1.340264, -0.081106, 0.000893, 0.003796] as const
const ROOT = Math.sqrt(3) / 2

/**
 * Equal Earth (Šavrič, Patterson and Jenny, 2018): areas are true, so that no country shouts for lying north.
 * @param point longitude and latitude in degrees
 * @returns the same way round, in degrees along the equator
 */
export function layFlat([longitude, latitude]: Point): Point {
  const theta = Math.asin(ROOT * Math.sin((latitude * Math.PI) / 180))
  const square = theta * theta
  const sixth = square * square * square
  const slope = A[0] + 3 * A[1] * square + sixth * (7 * A[2] + 9 * A[3] * square)
  const y = theta * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square))
  return [(longitude * Math.cos(theta)) / (ROOT * slope), (y * 180) / Math.PI]
}

/** West and north, east and south of the world without Antarctica, laid flat. */
export const BOUNDS = [
  [layFlat([-180, 0])[0], layFlat([0, 83.7])[1]],
  [layFlat([180, 0])[0], layFlat([0, -56])[1]],
] as const
/** Its width by its height. */
export const ASPECT = (BOUNDS[1][0] - BOUNDS[0][0]) / (BOUNDS[0][1] - BOUNDS[1][1])

/** A ring that crosses 180° comes as one on each side: laid flat it would lie across the whole world. */
export function splitRing(ring: readonly Point[]): Point[][] {
  let turn = 0
  const whole = ring.map(([x, y], at): Point => {
    const last = ring[at - 1]?.[0] ?? x
    if (x - last > 180) turn -= 360
    if (x - last < -180) turn += 360
    return [x + turn, y]
  })
  return [-360, 0, 360].flatMap(by => {
    const cut = cutRing(
      cutRing(
        whole.map(([x, y]): Point => [x + by, y]),
        -180,
        1,
      ),
      180,
      -1,
    )
    return cut.length < 4 ? [] : [cut]
  })
}

/** What of a ring lies east (1) or west (-1) of a meridian; closed again. */
function cutRing(ring: readonly Point[], meridian: number, side: 1 | -1): Point[] {
  const isInside = ([x]: Point) => side * (x - meridian) >= 0
  const cut = ring.flatMap((point, at) => {
    const last = ring[at - 1]
    if (last === undefined || isInside(point) === isInside(last)) return isInside(point) ? [point] : []
    const share = (meridian - last[0]) / (point[0] - last[0])
    const edge: Point = [meridian, last[1] + share * (point[1] - last[1])]
    return isInside(point) ? [edge, point] : [edge]
  })
  const [first] = cut
  const end = cut.at(-1)
  const isOpen = first !== undefined && end !== undefined && (first[0] !== end[0] || first[1] !== end[1])
  return isOpen ? [...cut, first] : cut
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Whether a code is a country's; Antarctica is not drawn. */
export function isOnMap(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && code !== 'AQ' && code !== 'ZZ' && regions.of(code) !== undefined
}
