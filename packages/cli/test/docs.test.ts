import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderMarkdown } from '../dictionary.ts'
import { variables } from '../settings.ts'
import { expectTaken } from './lines.ts'
import { root } from './run.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('docs/tables.md is what packages/events says (npm run docs writes it)', () => {
  expect(read('docs/tables.md')).toBe(renderMarkdown())
})

describe('README.md', () => {
  const text = read('README.md')

  test('its commands are commands', async () => {
    const lines = [...text.matchAll(/^npx clickstream (.+)$/gm)].map(([, line]) => line!)
    expect(lines.length).toBeGreaterThan(10)
    for (const line of lines) await expectTaken(line.replace(/ +#.*$/, ''))
    const { scripts } = JSON.parse(read('package.json'))
    for (const [, name] of text.matchAll(/^npm run (\S+)/gm)) expect(scripts).toHaveProperty(name!)
  })

  test('its links to dashboards are of the day that npm start replays', () => {
    const links = [...text.matchAll(/\]\(http:\/\/localhost:8080(\/[^)]+)\)/g)].map(([, path]) => path)
    expect(links).toEqual(['/links?from=-1d&to=today', '/store?from=-1d&to=today'])
  })

  test('its links lead somewhere', () => {
    for (const [, path] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g))
      expect(existsSync(join(root, path!)), path).toBe(true)
    for (const [, path] of text.matchAll(/^ {4}(packages\/\S+)/gm))
      expect(existsSync(join(root, path!)), path).toBe(true)
  })

  test('it names every environment variable, with its default', () => {
    for (const [name, standard] of variables) {
      expect(text).toContain(`| \`${name}\` | ${standard === '' ? 'none' : `\`${standard}\``} |`)
    }
  })
})
