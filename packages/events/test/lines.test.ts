import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readLines } from '../lines.ts'

const folder = mkdtempSync(join(tmpdir(), 'lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function linesOf(name: string, content: string | Buffer): Promise<string[]> {
  const file = join(folder, name)
  writeFileSync(file, content)
  const lines: string[] = []
  for await (const some of readLines(file)) lines.push(...some)
  return lines
}

describe('readLines', () => {
  it('gives lines without their ends, blank ones left out', async () => {
    expect(await linesOf('a', 'one\ntwo\r\n\n  \nthree')).toEqual(['one', 'two', 'three'])
    expect(await linesOf('b', '')).toEqual([])
    expect(await linesOf('c', '\n')).toEqual([])
    expect(await linesOf('bom', '\ufeffone\n\ufefftwo')).toEqual(['one', '\ufefftwo'])
  })

  it('splits at line feeds alone', async () => {
    expect(await linesOf('d', '"a\u2028b"\n"c\u0085d"')).toEqual(['"a\u2028b"', '"c\u0085d"'])
  })

  it('never cuts a line or a character at the edge of a read, packed or not', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `${i} ${'äöü🦆'.repeat(i % 40)}`)
    expect(await linesOf('e', lines.join('\n'))).toEqual(lines)
    expect(await linesOf('f.gz', gzipSync(lines.join('\n')))).toEqual(lines)
  })

  it('tells how much it has read', async () => {
    const file = join(folder, 'g')
    writeFileSync(file, 'x\n'.repeat(10))
    let read = 0
    for await (const _ of readLines(file, bytes => (read = bytes)));
    expect(read).toBe(20)
  })

  it('fails on what is not there, and on what breaks off', async () => {
    await expect(readLines(join(folder, 'none')).next()).rejects.toThrow(/ENOENT/)
    await expect(linesOf('h.gz', gzipSync('x'.repeat(10_000)).subarray(0, 20))).rejects.toThrow()
  })
})
