import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderMarkdown } from '../dictionary.ts'

test('docs/tables.md is what packages/events says (npm run docs writes it)', () => {
  expect(readFileSync(new URL('../../../docs/tables.md', import.meta.url), 'utf8')).toBe(renderMarkdown())
})
