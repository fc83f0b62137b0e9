// Reference lines: values of the definition that a drawing is read against.
import type { ReferenceLine } from '@aws-sdk/client-quicksight'
import type { TileColumn } from '../../wire.ts'
import { type Scene, writeMeasure } from './scene.ts'

const PATTERNS: Readonly<Record<string, string>> = { SOLID: 'solid', DASHED: 'dashed', DOTTED: 'dotted' }

/** What a series' markLine is; nothing where there are none. */
export function drawReferences(
  scene: Scene,
  lines: readonly ReferenceLine[] | undefined,
  measure: TileColumn | undefined,
  axis: 'xAxis' | 'yAxis' = 'yAxis',
): Record<string, unknown> {
  const data = (lines ?? []).flatMap(line => {
    const value = line.DataConfiguration?.StaticConfiguration?.Value
    if (line.Status === 'DISABLED' || value === undefined) return []
    const words = line.LabelConfiguration?.CustomLabelConfiguration?.CustomLabel
    const number = measure === undefined ? String(value) : writeMeasure(scene, measure, value, 'short')
    const color = line.StyleConfiguration?.Color ?? scene.theme.soft
    const label = words === undefined ? number : `${words} ${number}`
    return [
      {
        [axis]: value,
        lineStyle: { color, type: PATTERNS[line.StyleConfiguration?.Pattern ?? 'DASHED'], width: 1 },
        label: { formatter: () => label, color, position: 'insideEndTop', fontSize: 11 },
      },
    ]
  })
  return data.length === 0 ? {} : { markLine: { silent: true, symbol: 'none', data } }
}
