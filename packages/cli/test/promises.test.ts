import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './run.ts'

const text = readFileSync(join(root, 'docs/promises.md'), 'utf8')

test('every test that docs/promises.md names is there, and not skipped', () => {
  const proofs = [...text.matchAll(/^- `([^`]+)`: (.+)$/gm)]
  expect(proofs.length).toBeGreaterThan(40)
  for (const [, path, name] of proofs) {
    expect(existsSync(join(root, path!)), path).toBe(true)
    const code = readFileSync(join(root, path!), 'utf8')
    expect(code, path).not.toMatch(/\.(skip|only|todo|fails)\b/)
    const [line, ...more] = code.split('\n').filter(each => each.includes(name!))
    expect(line ?? 'none', `${path}: ${name}`).toMatch(/^\s*((test|it|describe)(\.each\(\w+\))?\()?['"`]/)
    expect(more, `${path}: ${name}`).toEqual([])
  }
})

test('every promise says what shows it, and what is not promised', () => {
  const sections = text.split(/^## (?=\d)/m).slice(1)
  expect(sections.length).toBeGreaterThanOrEqual(10)
  for (const section of sections) {
    expect(section).toMatch(/^- `/m)
    expect(section).toContain('Not promised:')
  }
})
