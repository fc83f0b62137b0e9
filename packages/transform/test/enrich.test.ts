import { describe, expect, it } from 'vitest'
import { readAgent } from '../agent.ts'
import { chooseChannel } from '../channel.ts'
import { correctTime } from '../clock.ts'
import { readCountry } from '../country.ts'
import { IdSet } from '../idset.ts'
import { Recent } from '../recent.ts'
import { readQuery, splitUrl } from '../url.ts'

describe('correctTime', () => {
  it.each([
    ['the client’s own time', 900, null, 1000, 900, 'client'],
    ['corrected by when it was sent', 100, 150, 1000, 950, 'corrected'],
    ['a clock that is ahead', 5000, 5050, 1000, 950, 'corrected'],
    ['never later than received', 2000, null, 1000, 1000, 'received'],
    ['sent before it happened', 200, 100, 1000, 1000, 'received'],
    ['no time at all', null, 5, 1000, 1000, 'received'],
    ['a correction to before 1970', 0, 5000, 1000, 1000, 'received'],
  ])('%s', (_, occurred, sent, received, occurred_at, time_source) => {
    expect(correctTime(occurred, sent, received)).toEqual({ occurred_at, time_source })
  })
})

describe('splitUrl', () => {
  it.each([
    ['https://www.Shop.example/a/b?c=d#e', 'shop.example', '/a/b', 'c=d'],
    ['https://shop.example', 'shop.example', '/', null],
    ['http://user:pw@shop.example:8080/x', 'shop.example', '/x', null],
    ['https://[2001:db8::1]:443/x', '[2001:db8::1]', '/x', null],
    ['https://[2001:db8::1]/x', '[2001:db8::1]', '/x', null],
    ['/only/a/path?q', null, '/only/a/path', 'q'],
    ['android-app://com.example.app/', 'com.example.app', '/', null],
    ['mailto:somebody@shop.example', null, null, null],
    ['https://', null, '/', null],
    ['?x=1', null, null, 'x=1'],
    ['', null, null, null],
  ])('%s', (url, host, path, query) => {
    expect(splitUrl(url)).toEqual({ host, path, query })
  })

  it('agrees with URL where URL takes it', () => {
    for (const url of ['https://a.example/b/c?d=1', 'http://B.example:81/?x', 'https://www.c.example/#y']) {
      const { hostname, pathname, search } = new URL(url)
      expect(splitUrl(url)).toEqual({
        host: hostname.replace(/^www\./, ''),
        path: pathname,
        query: search.slice(1) || null,
      })
    }
  })
})

describe('readQuery', () => {
  it('decodes, takes the first of a name, and survives broken escapes', () => {
    const all = readQuery('a=1+2&b=%C3%A9&a=9&c=%E0%A4%A&d&=x', () => true)
    expect(Object.fromEntries(all)).toEqual({ a: '1 2', b: 'é', c: '%E0%A4%A', d: '', '': 'x' })
  })
})

describe('chooseChannel', () => {
  const facts = { utm_medium: null, utm_source: null, parameters: null, page_host: 'shop.example', referrer_host: null }
  it.each([
    ['direct', {}],
    ['internal', { referrer_host: 'shop.example' }],
    ['search', { referrer_host: 'google.com' }],
    ['search', { referrer_host: 'google.co.uk' }],
    ['search', { referrer_host: 'de.search.yahoo.com' }],
    ['email', { referrer_host: 'mail.google.com' }],
    ['social', { referrer_host: 't.co' }],
    ['social', { referrer_host: 'l.facebook.com' }],
    ['email', { referrer_host: 'com.google.android.gm' }],
    ['search', { referrer_host: 'com.google.android.googlequicksearchbox' }],
    ['ai', { referrer_host: 'chatgpt.com' }],
    ['ai', { referrer_host: 'gemini.google.com' }],
    ['referral', { referrer_host: 'blog.example' }],
    ['referral', { referrer_host: 'notgoogle.company' }],
    ['paid', { utm_medium: 'CPC', referrer_host: 'google.com' }],
    ['email', { utm_medium: 'newsletter' }],
    ['other', { utm_medium: 'skywriting' }],
    ['other', { utm_source: 'poster' }],
    ['paid', { parameters: new Map([['gclid', 'x']]), referrer_host: 'google.com' }],
  ])('%s: %j', (channel, more) => {
    expect(chooseChannel({ ...facts, ...more })).toBe(channel)
  })
})

describe('readAgent', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      'mobile',
      'iOS',
      'Safari',
      '18',
      'human',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'desktop',
      'Windows',
      'Chrome',
      '142',
      'human',
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
      'tablet',
      'iOS',
      'Safari',
      '17',
      'human',
    ],
  ])('%s', (agent, device_type, os, browser, browser_version, traffic) => {
    expect(readAgent(agent)).toMatchObject({ device_type, os, browser, browser_version, traffic, traffic_rule: null })
  })

  it.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot', /^bot:/],
    ['curl/8.5.0', 'bot', /^bot:/],
    ['Slackbot 1.0 (+https://api.slack.com/robots)', 'bot', /^bot:/],
    ['python-requests/2.32.0', 'bot', /^bot:/],
    ['Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', 'preview', /^preview:slack$/],
    ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'preview', /^preview:facebook$/],
    ['WhatsApp/2.23.20.0 A', 'preview', /^preview:whatsapp$/],
    ['Twitterbot/1.0', 'preview', /^preview:twitter$/],
  ])('%s is no person', (agent, traffic, rule) => {
    expect(readAgent(agent)).toMatchObject({ traffic, traffic_rule: expect.stringMatching(rule) })
  })

  it('knows nothing of no user agent, and survives any text', () => {
    expect(readAgent(null)).toMatchObject({ device_type: null, traffic: 'human' })
    for (const text of [' ', '\0', '('.repeat(1000), '🦆']) expect(readAgent(text)).toMatchObject({ user_agent: text })
  })
})

describe('readCountry', () => {
  it.each([
    ['8.8.8.8', 'US'],
    ['::ffff:8.8.8.8', 'US'],
    ['2001:4860:4860::8888', 'US'],
    ['127.0.0.1', null],
    ['192.168.1.1', null],
    ['172.20.0.1', null],
    ['::1', null],
    ['fe80::1', null],
    ['8.8.8', null],
    ['8.8.8.8.8', null],
    ['8.8.8.999', null],
    ['8.8.4.4', 'US'],
    ['nonsense', null],
    ['', null],
    [null, null],
  ])('%s', (ip, country) => {
    expect(readCountry(ip)).toBe(country)
  })
})

describe('IdSet', () => {
  it('remembers every id with its last hour, through growth', () => {
    const ids = new IdSet()
    for (let i = 0; i < 50_000; i++) expect(ids.swap('store', `id-${i}`, i % 100)).toBe(-1)
    for (let i = 0; i < 50_000; i++) expect(ids.swap('store', `id-${i}`, 7)).toBe(i % 100)
    expect(ids.size).toBe(50_000)
    expect(ids.swap('shortener', 'id-1', 3)).toBe(-1)
    ids.clear()
    expect(ids.swap('store', 'id-1', 3)).toBe(-1)
  })

  it('tells ids apart that differ in one character, order or length', () => {
    const ids = new IdSet()
    const alike = [
      '',
      'a',
      'aa',
      'aaa',
      'ab',
      'ba',
      'a\0',
      '\0a',
      'é',
      'e',
      '🦆',
      '🦢',
      'a'.repeat(128),
      'a'.repeat(127),
    ]
    for (const id of alike) expect(ids.swap('x', id, 1)).toBe(-1)
    expect(ids.swap('xa', '', 1)).toBe(-1)
    expect(ids.swap('', 'xa', 1)).toBe(-1)
  })
})

describe('Recent', () => {
  it('keeps the last ones and never more than twice its size', () => {
    const made: string[] = []
    const recent = new Recent<string>(3)
    const make = (key: string) => {
      made.push(key)
      return key.toUpperCase()
    }
    const get = (key: string) => recent.get(key, make)
    for (const key of ['a', 'b', 'a', 'c', 'd', 'a', 'e', 'f', 'g']) expect(get(key)).toBe(key.toUpperCase())
    expect(made).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    get('b')
    expect(made.at(-1)).toBe('b')
  })
})
