// Hosts a drawing: as large as its place, with what the pointer shows and clicks mean.
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Legend } from './legend.tsx'
import { loadCharts } from './library.ts'
import type { Mark, VisualHandle } from './mark.ts'
import { makePicture } from './picture.ts'
import type { Draw, Drawing, Pointer, Scene } from './scene.ts'
import { useSize } from './size.ts'
import { makeTip, placeTip } from './tip.ts'

type ECharts = import('./echarts.ts').ECharts

export interface ChartProps {
  /** Without its size, which the place decides. */
  readonly scene: Scene
  readonly draw: Draw
  readonly needsShapes?: boolean
  /** The legend beside the drawing rather than above it. */
  readonly isRound?: boolean
  readonly onMark?: ((mark: Mark) => void) | undefined
  readonly onReady?: ((handle: VisualHandle) => void) | undefined
}

const NONE: ReadonlySet<string> = new Set()

export function ChartView({ scene, draw, needsShapes = false, isRound = false, onMark, onReady }: ChartProps): VNode {
  const box = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const [chart, setChart] = useState<ECharts>()
  const [error, setError] = useState(false)
  const [hidden, setHidden] = useState(NONE)
  const size = useSize(box)
  const drawing = useMemo(() => (size === null ? null : draw({ ...scene, ...size })), [scene, size, draw])
  const isScrolled = size !== null && (drawing?.minHeight ?? 0) > size.height
  const height = isScrolled ? drawing?.minHeight : size?.height

  useEffect(() => {
    let isGone = false
    let own: ECharts | undefined
    loadCharts(needsShapes).then(
      ({ init }) => {
        if (isGone || host.current === null) return
        own = init(host.current, null, { renderer: 'canvas', width: 1, height: 1 })
        setChart(own)
      },
      () => !isGone && setError(true),
    )
    return () => {
      isGone = true
      own?.dispose()
    }
  }, [needsShapes])

  const answered = useRef<unknown>(null)
  useEffect(() => {
    if (chart === undefined || drawing === null || size === null || height === undefined) return
    // What only changed its size does not move.
    const isSame = answered.current === scene.answer
    answered.current = scene.answer
    chart.resize({ width: size.width, height })
    chart.setOption(
      {
        ...drawing.option,
        animation: !isSame && !matchMedia('(prefers-reduced-motion: reduce)').matches,
        legend: { show: false, selected: Object.fromEntries([...hidden].map(name => [name, false])) },
        tooltip: readTooltip(drawing, scene, host),
      },
      { notMerge: true },
    )
    return listen(chart, drawing, onMark)
  }, [chart, drawing, size, height, hidden, onMark, scene])

  useEffect(() => {
    if (chart !== undefined && drawing !== null) onReady?.({ png: () => makePicture(chart, drawing, scene) })
  }, [chart, drawing, onReady, scene])

  // Beside the ring there is no room for words then, and below it there is.
  const isTall = scene.width < 1.3 * scene.height
  const toggle = (name: string) =>
    setHidden(known => (known.has(name) ? new Set([...known].filter(one => one !== name)) : new Set([...known, name])))
  return (
    <div class={isRound ? `chart is-round${isTall ? ' is-tall' : ''}` : 'chart'}>
      {drawing !== null && drawing.legend.length > 0 && (
        <Legend
          entries={drawing.legend}
          hidden={hidden}
          onToggle={toggle}
          onPress={onMark === undefined ? undefined : (pointer, x, y) => press(drawing, pointer, x, y, onMark)}
        />
      )}
      <div
        class={isScrolled ? 'chart-box is-scrolled' : 'chart-box'}
        ref={box}
        // What scrolls must be reached by keyboard.
        {...(isScrolled ? { tabIndex: 0, role: 'group', 'aria-label': 'Drawing that scrolls' } : {})}
      >
        <div class="chart-host" ref={host} style={{ height: height === undefined ? '100%' : `${height}px` }} />
      </div>
      {(drawing?.scale ?? drawing?.note) !== undefined && (
        <div class="chart-foot">
          <p class="note">{drawing?.note}</p>
          {drawing?.scale !== undefined && <Scale {...drawing.scale} />}
        </div>
      )}
      {error && (
        <p class="note" role="alert">
          The drawing could not be loaded. Load the page again.
        </p>
      )}
    </div>
  )
}

function Scale({ colors, from, to }: NonNullable<Drawing['scale']>): VNode {
  return (
    <div class="scale" aria-hidden="true">
      <span>{from}</span>
      <span class="scale-bar" style={{ background: `linear-gradient(to right, ${colors.join(', ')})` }} />
      <span>{to}</span>
    </div>
  )
}

function readTooltip(drawing: Drawing, { theme }: Scene, host: { current: HTMLElement | null }) {
  return {
    trigger: drawing.along === undefined ? 'item' : 'axis',
    appendTo: 'body',
    confine: false,
    padding: 0,
    borderWidth: 0,
    backgroundColor: 'transparent',
    shadowBlur: 0,
    shadowColor: 'transparent',
    transitionDuration: 0.08,
    axisPointer: {
      type: drawing.pointer ?? 'line',
      lineStyle: { color: theme.soft, width: 1, type: 'solid', opacity: 0.5 },
      shadowStyle: { color: theme.soft, opacity: 0.09 },
      label: { show: false },
    },
    position: (
      point: number[],
      _params: unknown,
      _element: unknown,
      _rect: unknown,
      sizes: { contentSize: number[] },
    ) => {
      const { left = 0, top = 0 } = host.current?.getBoundingClientRect() ?? {}
      return placeTip(point, sizes.contentSize, { left, top })
    },
    formatter: (params: Pointer | readonly Pointer[]) => {
      const pointer = Array.isArray(params) ? params[0] : params
      const tip = pointer === undefined ? null : drawing.readTip(pointer)
      return tip === null ? '' : makeTip(tip, theme)
    },
  }
}

function press(drawing: Drawing, pointer: Pointer, x: number, y: number, onMark: (mark: Mark) => void): void {
  const values = drawing.readMark(pointer)
  if (values !== undefined) onMark({ values, x, y })
}

interface Click {
  readonly offsetX: number
  readonly offsetY: number
  readonly event: MouseEvent
}

/** Clicks on marks, and beside them where that means the category. Ends when what it returns is called. */
function listen(chart: ECharts, drawing: Drawing, onMark: ((mark: Mark) => void) | undefined): () => void {
  if (onMark === undefined) return () => {}
  let seen: unknown
  const onSeries = (params: unknown) => {
    const { event, ...pointer } = params as Pointer & { readonly event?: { readonly event: MouseEvent } }
    if (event === undefined) return
    seen = event.event
    press(drawing, pointer, event.event.clientX, event.event.clientY, onMark)
  }
  const onPlace = ({ offsetX, offsetY, event }: Click) => {
    const point = [offsetX, offsetY]
    if (drawing.along === undefined || !chart.containPixel({ gridIndex: 0 }, point)) return
    const found = chart.convertFromPixel({ gridIndex: 0 }, point)[drawing.along === 'x' ? 0 : 1]
    const dataIndex = Math.round(Number(found))
    // A mark that was hit tells of the same click right after this.
    queueMicrotask(() => {
      if (seen !== event) press(drawing, { seriesIndex: -1, dataIndex }, event.clientX, event.clientY, onMark)
    })
  }
  chart.on('click', onSeries)
  const surface = chart.getZr()
  surface.on('click', onPlace as never)
  return () => {
    if (chart.isDisposed()) return
    chart.off('click', onSeries)
    surface.off('click', onPlace as never)
  }
}
