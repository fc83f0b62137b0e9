// A drawing as a PNG: with its title, its legend and a ground of its own, for slides and mails.
import { readTitle } from './kind.ts'
import type { Drawing, LegendEntry, Scene } from './scene.ts'
import { FONT } from './theme.ts'

type ECharts = import('./echarts.ts').ECharts

const EDGE = 20
const RATIO = 2
const LINE = 20

export async function makePicture(chart: ECharts, drawing: Drawing, scene: Scene): Promise<Blob | null> {
  const { theme } = scene
  const drawn = chart.renderToCanvas({ pixelRatio: RATIO, backgroundColor: theme.card })
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  const width = chart.getWidth() + 2 * EDGE
  pen.font = `12px ${FONT}`
  const legend = layLegend(drawing.legend, width - 2 * EDGE, text => pen.measureText(text).width)
  const lines = Math.max(0, ...legend.map(({ line }) => line + 1))
  const top = EDGE + 24 + lines * LINE + (lines > 0 ? 8 : 0)
  canvas.width = width * RATIO
  canvas.height = (top + chart.getHeight() + EDGE) * RATIO
  pen.scale(RATIO, RATIO)
  pen.fillStyle = theme.card
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.textBaseline = 'middle'
  pen.fillStyle = theme.text
  pen.font = `600 15px ${FONT}`
  pen.fillText(readTitle(scene.visual), EDGE, EDGE + 6, width - 2 * EDGE)
  pen.font = `12px ${FONT}`
  for (const { entry, text, x, line } of legend) {
    const y = EDGE + 34 + line * LINE
    pen.fillStyle = entry.color
    pen.beginPath()
    pen.arc(EDGE + x + 5, y, 4.5, 0, 2 * Math.PI)
    pen.fill()
    pen.fillStyle = theme.soft
    pen.fillText(text, EDGE + x + 16, y)
  }
  pen.drawImage(drawn, EDGE, top, chart.getWidth(), chart.getHeight())
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
}

function layLegend(entries: readonly LegendEntry[], width: number, measure: (text: string) => number) {
  let x = 0
  let line = 0
  return entries.map(entry => {
    const text = entry.value === undefined ? entry.name : `${entry.name}  ${entry.value}`
    const room = measure(text) + 34
    if (x > 0 && x + room > width) {
      x = 0
      line++
    }
    const place = { entry, text, x, line }
    x += room
    return place
  })
}
