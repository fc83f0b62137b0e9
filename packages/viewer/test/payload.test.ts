import { expect, test } from 'vitest'
import { hideAddresses, showPayload, showReason } from '../payload.ts'

const MOST = 10_000
const show = (value: unknown) => showPayload(JSON.stringify(value), MOST).text

test('a payload is indented, and its tokens stay as they were sent', () => {
  expect(showPayload('{"a":1e999,"b":[1, 2.50],"c":{},"d":"x\\u00e9"}', MOST)).toEqual({
    text: '{\n  "a": 1e999,\n  "b": [\n    1,\n    2.50\n  ],\n  "c": {},\n  "d": "x\\u00e9"\n}',
    isCut: false,
    characters: 46,
  })
})

test('addresses and secrets are not shown, wherever they stand', () => {
  const text = show({
    ip: '203.0.113.7',
    client_ip: 'x',
    writeKey: 'wk_12345',
    context: { ip: '2001:db8::1', library: { name: 'sdk', version: '1.2.3.4' }, token: { of: ['deep'] } },
    proxies: ['198.51.100.1', 'via 198.51.100.2'],
    user_agent: 'Chrome/120.0.0.0',
    browser_version: '120.0.0.0',
    headers: { Authorization: 'Bearer abc', Cookie: 'a=b' },
  })
  for (const secret of ['203.0.113', '2001:db8', '198.51.100', 'wk_12345', 'deep', 'Bearer', 'a=b', '"x"']) {
    expect(text).not.toContain(secret)
  }
  expect(text).toContain('"version": "1.2.3.4"')
  expect(text).toContain('"user_agent": "Chrome/120.0.0.0"')
  expect(text).toContain('"browser_version": "120.0.0.0"')
})

test.each([
  ['{"\\u0069p":"203.0.113.7","x":1', '203.0.113.7'],
  ['{"writeKey" : "wk_12345", "ip":"203.0.113', '203.0.113'],
  ['ip=203.0.113.7&write_key=wk_12345', '203.0.113.7'],
  ['ip=203.0.113.7&write_key=wk_12345', 'wk_12345'],
])('nor in what is no JSON: %s', (payload, secret) => {
  expect(showPayload(payload, MOST).text).not.toContain(secret)
})

test('what is no JSON keeps its spaces', () => {
  expect(showPayload('{"a":1, <img src=x onerror=y>}', MOST).text).toBe('{\n  "a": 1,\n  <img src=x onerror=y>\n}')
})

test('a megabyte is shown in part, and quickly forgotten', () => {
  const payload = JSON.stringify({ a: 'x'.repeat(1_000_000), ip: '203.0.113.7' })
  const shown = showPayload(payload, 2_000)
  expect(shown).toMatchObject({ isCut: true, characters: payload.length })
  expect(shown.text.length).toBe(2_000)
  expect(showPayload('['.repeat(100_000), 2_000).text.length).toBe(2_000)
})

test('a reason does not quote an address', () => {
  expect(showReason('ip: expected text, got "203.0.113.7 \\"x\\""; app: expected a slug, got "X"')).toBe(
    'ip: expected text, got (hidden); app: expected a slug, got "X"',
  )
  expect(hideAddresses('at 12:30:45 from ::1 and 10.0.0.1')).toBe('at 12:30:45 from (hidden) and (hidden)')
})
