// What stands in a tile until its first answer comes: the shape of what will be there.
import type { VNode } from 'preact'

const BARS = [46, 72, 58, 88, 64, 96, 52, 78, 40, 68, 84, 60]
const ROWS = [92, 78, 84, 64, 72, 55, 60, 44]

const column = (height: number, i: number) => (
  <rect key={i} x={i * 16 + 3} y={100 - height} width="10" height={height} rx="2" />
)
const row = (width: number, i: number) => <rect key={i} x="0" y={i * 12 + 4} width={width * 1.92} height="5" rx="2" />
const LINE = 'M0 78C20 70 30 40 52 46s30 30 52 18 30-34 48-30 26 26 40 10'

const SHAPES: Record<string, () => VNode | VNode[]> = {
  LineChartVisual: () => <path d={LINE} class="line" />,
  ComboChartVisual: () => BARS.map(column),
  BarChartVisual: () => ROWS.map(row),
  HistogramVisual: () => BARS.map(column),
  FunnelChartVisual: () =>
    [92, 66, 42, 24].map((width, i) => (
      <rect key={i} x={96 - width} y={i * 25 + 2} width={width * 2} height="20" rx="2" />
    )),
  PieChartVisual: () => <circle cx="96" cy="50" r="34" class="ring" />,
  TableVisual: () => ROWS.map(row),
  PivotTableVisual: () => ROWS.map(row),
  InsightVisual: () =>
    [64, 40].map((width, i) => <rect key={i} x="0" y={i * 38 + 6} width={width * 1.92} height="20" rx="2" />),
}
const BLOCK = () => <rect x="0" y="4" width="192" height="92" rx="4" />

export function Skeleton({ kind }: { kind: string }): VNode {
  if (kind === 'KPIVisual') return <div class="skeleton figure" aria-hidden="true" />
  return (
    <svg
      class="skeleton"
      viewBox="0 0 192 100"
      preserveAspectRatio={kind === 'PieChartVisual' ? 'xMidYMid meet' : 'none'}
      aria-hidden="true"
    >
      {(SHAPES[kind] ?? BLOCK)()}
    </svg>
  )
}
