// A line without axes, as wide as there is room.
import type { VNode } from 'preact'

export interface SparklineProps {
  readonly values: readonly (number | null)[]
  readonly color: string
  readonly isArea: boolean
}

const WIDTH = 240
const HEIGHT = 48

export function Sparkline({ values, color, isArea }: SparklineProps): VNode | null {
  const points = readPoints(values)
  if (points.length < 2) return null
  const line = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
  const [first, last] = [points[0]!, points.at(-1)!]
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {isArea && <path d={`${line}L${last.x} ${HEIGHT}L${first.x} ${HEIGHT}Z`} fill={color} opacity="0.13" />}
      <path
        d={line}
        fill="none"
        stroke={color}
        stroke-width="1.75"
        vector-effect="non-scaling-stroke"
        stroke-linejoin="round"
      />
    </svg>
  )
}

function readPoints(values: readonly (number | null)[]): { x: number; y: number }[] {
  const known = values.filter(value => value !== null)
  const most = Math.max(0, ...known)
  const least = Math.min(0, ...known)
  const size = most - least || 1
  return values.flatMap((value, index) =>
    value === null
      ? []
      : [{ x: (index / Math.max(1, values.length - 1)) * WIDTH, y: 2 + (1 - (value - least) / size) * (HEIGHT - 4) }],
  )
}
