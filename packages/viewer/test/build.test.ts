// The page is built once for what its source is, and whole before anybody is given it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPage, isPageBuilt } from '../build.ts'

const folder = join(mkdtempSync(join(tmpdir(), 'clickstream-test-')), 'dist')
const assets = () => readdirSync(join(folder, 'assets'))

beforeAll(async () => {
  expect(await isPageBuilt(folder)).toBe(false)
  await buildPage(folder)
}, 60_000)
afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

test('has nothing inline, and names only files of its own that are there', async () => {
  const text = readFileSync(join(folder, 'index.html'), 'utf8')
  const links = [...text.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link!)
  expect(links.length).toBeGreaterThan(2)
  for (const link of links) expect(existsSync(join(folder, link)), link).toBe(true)
  expect(text).not.toMatch(/<script(?![^>]* src=)|<style|style="| on\w+="|https?:\/\//)
  expect(readdirSync(folder).filter(name => name.endsWith('.map'))).toEqual([])
})

test('has each larger file compressed beside it, the same when it is unpacked', () => {
  const large = assets().filter(name => /\.js$/.test(name) && readFileSync(join(folder, 'assets', name)).length > 1024)
  expect(large.length).toBeGreaterThan(0)
  for (const name of large) {
    const read = (end: string) => readFileSync(join(folder, `assets/${name}${end}`))
    expect(brotliDecompressSync(read('.br')).equals(read('')), name).toBe(true)
    expect(gunzipSync(read('.gz')).equals(read('')), name).toBe(true)
    expect(read('.br').length).toBeLessThan(read('').length)
  }
})

test('is built until its source is another', async () => {
  expect(await isPageBuilt(folder)).toBe(true)
  const stamp = join(folder, 'built.json')
  const made = JSON.parse(readFileSync(stamp, 'utf8'))
  expect(Object.keys(made)).toEqual(
    expect.arrayContaining([
      'packages/viewer/page/main.tsx',
      'packages/viewer/page/index.html',
      'packages/viewer/page/public/theme.js',
      'packages/viewer/state.ts',
      'package-lock.json',
    ]),
  )
  expect(Object.keys(made).filter(file => file.includes('node_modules') || file.startsWith('/'))).toEqual([])
  writeFileSync(stamp, JSON.stringify({ ...made, 'packages/viewer/page/main.tsx': 'another' }))
  expect(await isPageBuilt(folder)).toBe(false)
  writeFileSync(stamp, JSON.stringify({ ...made, 'packages/viewer/page/gone.tsx': 'a hash' }))
  expect(await isPageBuilt(folder)).toBe(false)
})

test('built again, also twice at once, it has the new files and none of the old', { timeout: 60_000 }, async () => {
  const before = assets()
  writeFileSync(join(folder, 'assets/old-12345678.js'), 'old')
  writeFileSync(join(folder, 'index.html'), 'old')
  await Promise.all([buildPage(folder), buildPage(folder)])
  expect(assets()).toEqual(before)
  expect(readFileSync(join(folder, 'index.html'), 'utf8')).toMatch(/^<!doctype html>/)
  expect(await isPageBuilt(folder)).toBe(true)
})
