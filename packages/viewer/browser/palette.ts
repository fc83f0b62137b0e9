// PNG with a palette of 256 colours: a page of few colours takes a third of the bytes.
import { crc32, deflateSync } from 'node:zlib'
import type { Browser } from 'playwright-core'

/** @param png as Chromium makes it; what has more than 256 colours gets the nearest of the 256 most frequent */
export async function shrink(browser: Browser, png: Buffer): Promise<Buffer> {
  const { width, height, pixels } = await decode(browser, png)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = [...counts.entries()].sort((a, b) => b[1] - a[1]).slice(0, 256)
  const colors = palette.map(([color]) => color)
  const places = new Map(colors.map((color, i) => [color, i]))
  for (const color of counts.keys()) if (!places.has(color)) places.set(color, findNearest(colors, color))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = places.get(pixels[y * width + x]!)!
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // 8 bits a pixel, of a palette.
  head.set([8, 3], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    writeChunk('IHDR', head),
    writeChunk('PLTE', Buffer.from(colors.flatMap(readChannels))),
    writeChunk('IDAT', deflateSync(rows, { level: 9 })),
    writeChunk('IEND', Buffer.alloc(0)),
  ])
}

/** Pixels as 0xRRGGBB, row by row. Chromium reads its own PNG. */
async function decode(browser: Browser, png: Buffer): Promise<{ width: number; height: number; pixels: Uint32Array }> {
  const page = await browser.newPage()
  try {
    const { width, height, bytes } = await page.evaluate(async text => {
      const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob())
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')!
      context.drawImage(image, 0, 0)
      const { data } = context.getImageData(0, 0, image.width, image.height)
      return {
        width: image.width,
        height: image.height,
        bytes: (new Uint8Array(data.buffer) as Uint8Array & ToText).toBase64(),
      }
    }, png.toString('base64'))
    const data = Buffer.from(bytes, 'base64')
    const pixels = new Uint32Array(width * height).map((_, i) => data.readUIntBE(i * 4, 3))
    return { width, height, pixels }
  } finally {
    await page.close()
  }
}

/** The newest of Uint8Array, which the types do not know yet. */
interface ToText {
  toBase64(): string
}

function readChannels(color: number): [red: number, green: number, blue: number] {
  return [color >> 16, (color >> 8) & 255, color & 255]
}

function findNearest(colors: readonly number[], color: number): number {
  const [red, green, blue] = readChannels(color)
  const distances = colors.map(other => {
    const [r, g, b] = readChannels(other)
    return (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2
  })
  return distances.indexOf(Math.min(...distances))
}

function writeChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(4)
  const check = Buffer.alloc(4)
  frame.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([frame, named, check])
}
