import { describe, expect, test } from 'vitest'
import { countOf, createProgressBar } from '../progress.ts'
import type { Paper } from '../terminal.ts'

function watch(isTerminal: boolean) {
  const said: string[] = []
  const paper: Paper = {
    line: text => void said.push(`${text}\n`),
    write: async text => void said.push(String(text)),
    style: (_, text) => text,
    isTerminal,
    columns: 70,
  }
  let now = 0
  const bar = createProgressBar(paper, 'Sending', countOf('events'), () => now)
  const at = (ms: number, done: number) => {
    now = ms
    bar.update(done, 4000)
  }
  return { said, bar, at }
}

describe('the progress bar', () => {
  test('on a terminal is one line, redrawn not too often, within its columns, and gone at the end', () => {
    const { said, bar, at } = watch(true)
    at(0, 0)
    at(10, 5)
    at(1000, 1000)
    bar.finish()
    expect(said.length).toBe(3)
    expect(said[1]).toMatch(/━.*1,000 of 4,000 events · 1,000\/s · 3\.0 s left$/)
    for (const text of said) expect(text.replace('\r\x1b[K', '').length).toBeLessThanOrEqual(70)
    expect(said.at(-1)).toBe('\r\x1b[K')
  })

  test('in a log is a line now and then, with rate and time left', () => {
    const { said, bar, at } = watch(false)
    at(0, 0)
    at(9000, 500)
    at(20_000, 1000)
    bar.finish()
    expect(said).toEqual(['Sending: 1,000 of 4,000 events · 50/s · 1 min left\n'])
  })

  test('counts the rate from where it began, after an earlier attempt', () => {
    const { said, at } = watch(false)
    at(0, 3000)
    at(20_000, 3500)
    expect(said[0]).toMatch(/25\/s · 20 s left/)
  })
})
