// A visual that is text as a PNG: its title, when it is of, and its numbers as a table.
import type { TilePart } from '../wire.ts'
import { isNumber, writeCell } from './valuetable.tsx'

export interface Caption {
  readonly title: string
  readonly note: string
  readonly isDark: boolean
}

const SCALE = 2
const PAD = 20
const HEAD = 64
const LINE = 24
const WIDTH = 720
const MOST = 40
const LIGHT = { back: '#ffffff', text: '#14201f', soft: '#566563' }
const DARK = { back: '#131e1d', text: '#e6efed', soft: '#93a5a2' }
const FONT = 'system-ui, "Segoe UI", Roboto, sans-serif'

export async function makePicture({ title, note, isDark }: Caption, part: TilePart): Promise<Blob | null> {
  const rows = part.rows.slice(0, MOST)
  const height = HEAD + (rows.length + 1) * LINE + PAD
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH * SCALE
  canvas.height = height * SCALE
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  pen.scale(SCALE, SCALE)
  const { back, text, soft } = isDark ? DARK : LIGHT
  pen.fillStyle = back
  pen.fillRect(0, 0, WIDTH, height)
  const write = (
    words: string,
    x: number,
    y: number,
    font: string,
    colour: string,
    align: CanvasTextAlign = 'left',
  ) => {
    pen.font = `${font} ${FONT}`
    pen.fillStyle = colour
    pen.textAlign = align
    pen.fillText(words, x, y)
  }
  write(title, PAD, 30, '600 16px', text)
  write(note, PAD, 50, '12px', soft)
  writeRows(part, rows, (words, x, y, isHead, align) => write(words, x, y, '13px', isHead ? soft : text, align))
  return new Promise(resolve => canvas.toBlob(resolve, 'image/png'))
}

type Write = (words: string, x: number, y: number, isHead: boolean, align: CanvasTextAlign) => void

function writeRows(part: TilePart, rows: TilePart['rows'], write: Write): void {
  const columns = part.columns.flatMap((column, i) => (column.role === 'other' ? [] : [{ column, i }]))
  const span = (WIDTH - 2 * PAD) / Math.max(1, columns.length)
  columns.forEach(({ column, i }, at) => {
    const align = isNumber(column) ? 'right' : 'left'
    const x = PAD + at * span + (align === 'right' ? span - 8 : 0)
    const fit = (words: string) => shorten(words, Math.floor(span / 7.5))
    write(fit(column.name), x, HEAD + 14, true, align)
    rows.forEach((row, line) => {
      write(fit(writeCell(row[i] ?? null, column)), x, HEAD + 14 + (line + 1) * LINE, false, align)
    })
  })
}

function shorten(words: string, length: number): string {
  return words.length <= length ? words : `${words.slice(0, Math.max(1, length - 1))}…`
}

/** Gives a file to the person. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
