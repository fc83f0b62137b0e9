// Axes: few lines, short numbers, labels where a person would put them.
import type { AxisDisplayOptions, ChartAxisLabelOptions } from '@aws-sdk/client-quicksight'
import type { TileColumn } from '../../wire.ts'
import { type Scene, writeMeasure } from './scene.ts'
import { FONT } from './theme.ts'
import { pickTicks } from './tick.ts'
import type { Wall } from './time.ts'

type Part = Record<string, unknown>
/** Where an axis lies. */
type Side = 'left' | 'right' | 'bottom'

/** Around every drawing with axes: labels lie within it. */
export const GRID: Part = {
  left: 2,
  right: 10,
  top: 10,
  bottom: 2,
  outerBoundsMode: 'same',
  outerBoundsContain: 'all',
}

export function readBase({ theme }: Scene): Part {
  return {
    textStyle: { fontFamily: FONT, color: theme.text },
    animationDuration: 250,
    animationDurationUpdate: 250,
    aria: { enabled: false },
  }
}

export interface ValueAxis {
  readonly measure: TileColumn | undefined
  readonly display?: AxisDisplayOptions | undefined
  readonly label?: ChartAxisLabelOptions | undefined
  /** Parts of a whole: 0 to 1. */
  readonly isShare?: boolean
  /** Pixels that it has: few of them, few lines. */
  readonly length: number
  readonly side?: Side
}

export function drawValueAxis(
  scene: Scene,
  { measure, display, label, isShare, length, side = 'left' }: ValueAxis,
): Part {
  const { theme } = scene
  const range = display?.DataOptions?.NumericAxisOptions?.Range
  const scale = display?.DataOptions?.NumericAxisOptions?.Scale
  const isWhole = measure !== undefined && /int/.test(measure.type)
  const write = (value: number) =>
    isShare
      ? `${Math.round(value * 100)}%`
      : measure === undefined
        ? String(value)
        : writeMeasure(scene, measure, value, 'short')
  return {
    type: scale?.Logarithmic === undefined ? 'value' : 'log',
    ...(scale?.Logarithmic?.Base === undefined ? {} : { logBase: scale.Logarithmic.Base }),
    ...(range?.MinMax?.Minimum === undefined ? {} : { min: range.MinMax.Minimum }),
    ...(range?.MinMax?.Maximum === undefined ? (isShare ? { max: 1 } : {}) : { max: range.MinMax.Maximum }),
    scale: range?.DataDriven !== undefined,
    // Without a half of a click.
    ...(isWhole && !isShare ? { minInterval: 1 } : {}),
    splitNumber: scale?.Linear?.StepCount ?? Math.max(2, Math.min(4, Math.floor(length / 60))),
    ...(scale?.Linear?.StepSize === undefined
      ? isShare
        ? { interval: 0.25 }
        : {}
      : { interval: scale.Linear.StepSize }),
    ...readTitle(scene, label, side),
    axisLine: { show: display?.AxisLineVisibility === 'VISIBLE', lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: { ...readLabels(scene, display), formatter: write },
    splitLine: { show: display?.GridLineVisibility !== 'HIDDEN', lineStyle: { color: theme.line } },
  }
}

export interface CategoryAxis {
  readonly labels: readonly string[]
  readonly display?: AxisDisplayOptions | undefined
  readonly label?: ChartAxisLabelOptions | undefined
  /** Where the categories are buckets of time. */
  readonly time?: { readonly walls: readonly Wall[]; readonly granularity: string } | undefined
  /** Lines begin at the edge, bars beside it. */
  readonly isTight?: boolean
}

export function drawCategoryAxis(scene: Scene, { labels, display, label, time, isTight }: CategoryAxis): Part {
  const { theme, width } = scene
  const ticks = time && pickTicks(time.walls, time.granularity, Math.floor((width - 40) / 68))
  return {
    type: 'category',
    data: labels.map((_, index) => String(index)),
    boundaryGap: !isTight,
    ...readTitle(scene, label, 'bottom'),
    axisLine: { show: display?.AxisLineVisibility !== 'HIDDEN', lineStyle: { color: theme.line } },
    axisTick: { show: false },
    splitLine: { show: display?.GridLineVisibility === 'VISIBLE', lineStyle: { color: theme.line } },
    axisLabel: {
      ...readLabels(scene, display),
      hideOverlap: true,
      ...(ticks === undefined
        ? { interval: 'auto', width: Math.max(48, (width - 40) / Math.max(1, labels.length) - 6), overflow: 'truncate' }
        : {
            interval: (index: number) => ticks.has(index),
            alignMinLabel: isTight ? 'left' : 'center',
            alignMaxLabel: isTight ? 'right' : 'center',
          }),
      formatter: (_: string, index: number) => ticks?.get(index) ?? labels[index] ?? '',
    },
  }
}

function readLabels({ theme }: Scene, display: AxisDisplayOptions | undefined): Part {
  const rotation = display?.TickLabelOptions?.RotationAngle
  return {
    show: display?.TickLabelOptions?.LabelOptions?.Visibility !== 'HIDDEN',
    color: theme.soft,
    fontSize: 11,
    fontFamily: FONT,
    ...(rotation ? { rotate: rotation } : {}),
  }
}

/** The definition's own words; where it has none, the tile's title says what the axis is of. */
function readTitle({ theme }: Scene, label: ChartAxisLabelOptions | undefined, side: Side): Part {
  const words = (label?.AxisLabelOptions ?? []).flatMap(({ CustomLabel: text }) => text || [])
  if (label?.Visibility === 'HIDDEN' || words.length === 0) return {}
  const style = { color: theme.soft, fontSize: 11, fontFamily: FONT }
  const name = words.join(', ')
  if (side === 'bottom') return { name, nameLocation: 'middle', nameGap: 24, nameTextStyle: style }
  // Above the axis and lying: nobody turns the head to read it.
  return { name, nameLocation: 'end', nameGap: 10, nameTextStyle: { ...style, align: side } }
}
