// ECharts with what the drawings need of it, no more: a chunk of its own, loaded with the first chart.
import { BarChart, HeatmapChart, LineChart, MapChart, PieChart, SankeyChart } from 'echarts/charts'
import {
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from 'echarts/components'
import { type ECharts, init, registerMap, use } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, HeatmapChart, LineChart, MapChart, PieChart, SankeyChart])
use([
  GeoComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
])
use([LabelLayout, CanvasRenderer])

export type { ECharts }
export { init }

/** @param shapes GeoJSON */
export function registerWorld(shapes: object): void {
  registerMap('world', { geoJSON: shapes } as Parameters<typeof registerMap>[1])
}
