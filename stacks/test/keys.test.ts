import { parseKeys } from '@clickstream/collector/keys'
import { expect, test } from 'vitest'
import { checkKeys } from '../keys.ts'

const read = (text: string) => {
  const keys = parseKeys(text)
  if (keys === null) throw new Error('WRITE_KEYS: expected app:key,…, got none')
}

test.each([
  'store:a',
  'shortener:one-long-random-text,store:another',
  ' store:a , store:b ',
  '',
  ' ',
  ',',
  'store:a,',
  'store',
  'store:',
  ':a',
  'Store:a',
  'store:a b',
  'store:ä',
  'store:a:b',
  'store:a,shortener:a',
  'store:a,store:a',
  `store:${'k'.repeat(256)}`,
  `store:${'k'.repeat(257)}`,
])('write keys with which the collector would not start stop the deploy: %j', text => {
  const outcome = (work: (text: string) => unknown) => {
    try {
      work(text)
      return 'taken'
    } catch (error) {
      return error instanceof Error && text.trim().length > 2 && error.message.includes(text.trim())
        ? 'shown'
        : 'refused'
    }
  }
  expect(outcome(checkKeys)).toBe(outcome(read))
})
