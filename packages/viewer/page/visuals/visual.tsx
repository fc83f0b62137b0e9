// A visual of a definition, drawn from its tile's answer. Each kind has its entry below; none knows a dashboard.
import type { Visual } from '@aws-sdk/client-quicksight'
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { TileAnswer } from '../../wire.ts'
import { drawBar } from './bar.ts'
import { type ChartProps, ChartView } from './chart.tsx'
import { drawCombo } from './combo.ts'
import { readFields } from './field.ts'
import { drawMap } from './filledmap.ts'
import { FunnelView } from './funnelview.tsx'
import { drawHeatmap } from './heatmap.ts'
import { drawHistogram } from './histogram.ts'
import { InsightView } from './insightview.tsx'
import { type Kind, readKind } from './kind.ts'
import { KpiView } from './kpiview.tsx'
import { drawLine } from './line.ts'
import type { Mark, VisualHandle } from './mark.ts'
import { drawPie } from './pie.ts'
import { PivotView } from './pivotview.tsx'
import { drawSankey } from './sankey.ts'
import type { Draw, Scene } from './scene.ts'
import { useSize } from './size.ts'
import { TableView } from './tableview.tsx'
import { readTheme, type Theme } from './theme.ts'
import './visuals.css'

export { describe } from './describe.ts'
export type { Mark, VisualHandle } from './mark.ts'

export interface VisualProps {
  readonly visual: Visual
  readonly answer: TileAnswer
  readonly zone: string
  readonly isDark: boolean
  readonly compare: boolean
  readonly onMark?: (mark: Mark) => void
  readonly onReady?: (handle: VisualHandle) => void
}

type View = (props: Pick<ChartProps, 'scene' | 'onMark' | 'onReady'>) => VNode

const chart =
  (draw: Draw, options: Pick<ChartProps, 'needsShapes' | 'isRound'> = {}): View =>
  props => <ChartView {...props} {...options} draw={draw} />

const VIEWS: { readonly [Name in Kind]?: View } = {
  KPIVisual: KpiView,
  LineChartVisual: chart(drawLine),
  BarChartVisual: chart(drawBar),
  ComboChartVisual: chart(drawCombo),
  PieChartVisual: chart(drawPie, { isRound: true }),
  FunnelChartVisual: FunnelView,
  HeatMapVisual: chart(drawHeatmap),
  FilledMapVisual: chart(drawMap, { needsShapes: true }),
  HistogramVisual: chart(drawHistogram),
  SankeyDiagramVisual: chart(drawSankey),
  TableVisual: TableView,
  PivotTableVisual: PivotView,
  InsightVisual: InsightView,
}

/** What is text and no drawing: it has no picture. */
const TEXTS: readonly Kind[] = ['KPIVisual', 'FunnelChartVisual', 'TableVisual', 'PivotTableVisual', 'InsightVisual']
const NO_PICTURE: VisualHandle = { png: async () => null }

export function VisualView({ visual, answer, zone, isDark, compare, onMark, onReady }: VisualProps): VNode | null {
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const theme = readTheme(isDark)
  const kind = readKind(visual)
  const height = size?.height ?? 400
  const width = size?.width ?? 400
  const scene = useMemo<Scene>(
    () => ({ visual, answer, fields: readFields(visual), zone, theme, compare, width, height }),
    [visual, answer, zone, theme, compare, width, height],
  )
  useEffect(() => {
    if (TEXTS.includes(kind)) onReady?.(NO_PICTURE)
  }, [kind, onReady])
  const View = VIEWS[kind]
  if (answer.parts.main.rows.length === 0) return null
  return (
    <div class="visual" ref={box} style={readVariables(theme)}>
      {View === undefined ? (
        <p class="note">
          {kind}: expected one of {Object.keys(VIEWS).join(', ')}
        </p>
      ) : (
        <View key={kind} scene={scene} {...(onMark && { onMark })} {...(onReady && { onReady })} />
      )}
    </div>
  )
}

/** For the stylesheet: the theme is one truth for both. */
function readVariables({ card, text, soft, line, track, good, bad, series }: Theme): Record<string, string> {
  return {
    '--v-card': card,
    '--v-text': text,
    '--v-soft': soft,
    '--v-line': line,
    '--v-track': track,
    '--v-good': good,
    '--v-bad': bad,
    '--v-accent': series[0]!,
  }
}
