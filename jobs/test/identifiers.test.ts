import { describe, expect, it } from 'vitest'
import { readIdentifiers } from '../forgetting/identifiers.ts'
import { hashId, nameSubject, Subject } from '../forgetting/subject.ts'

const users = (text: string) => [...readIdentifiers(text).users]
const visitors = (text: string) => [...readIdentifiers(text).visitors]

describe('the ids in a text', () => {
  it.each([
    ['{"user_id":"u-1"}', 'u-1'],
    ['{"context":{"traits":[{"userId":"u-1"}]}}', 'u-1'],
    ['{"userId":7}', '7'],
    ['{"userId":7', '7'],
    ['{"user_id" : "u 1"', 'u 1'],
    [`{'user_id': 'u 1'`, 'u 1'],
    ['{user_id: u-1, x: 1', 'u-1'],
    ['{"user_id":"u\\"1"', 'u"1'],
    ['{"user_id":"u\\\\"}', 'u\\'],
    ['{"\\u0075ser_id":"\\u0075-1"}', 'u-1'],
    ['x{"user_id":"\\u0075-1"}', 'u-1'],
    ['{"body":"{\\"user_id\\":\\"u-1\\"}"}', 'u-1'],
    ['{"body":"{\\"user_id\\":\\"u-1\\"}', 'u-1'],
    ['key=1&user_id=u%401&x=1', 'u@1'],
    ['userId=u+1', 'u 1'],
    ['data=%7B%22user_id%22%3A%22u-1%22%7D', 'u-1'],
    ['<a user_id=&quot;u-1&quot;>', 'u-1'],
    ['{"log":"a\\nuser_id: u-1"', 'u-1'],
    ['\\u007b\\u0022user_id\\u0022:\\u0022u-1\\u0022', 'u-1'],
    ['USER_ID="u-1', 'u-1'],
    ['"user_id":"u-1', 'u-1'],
  ])('%s', (text, id) => expect(users(text)).toContain(id))

  it('are told apart by their keys', () => {
    const text = '{"anonymousId":"v-1","userId":"u-1", oops'
    expect(users(text)).toEqual(['u-1'])
    expect(visitors(text)).toEqual(['v-1'])
    expect(users('{"superuser_id":"u-1","user_idea":"u-2","id":"u-3"}')).toEqual([])
    expect(users('{"user_id":null,"anonymous_id":""}')).not.toContain('')
  })

  it('take no longer than the text is long', () => {
    const text = `${'user_id="'.repeat(20_000)}${'\\'.repeat(200_000)}`
    expect(users(text).length).toBeGreaterThan(0)
  })
})

describe('a subject', () => {
  it('is known by its hash again, and never holds the id', () => {
    const { digest } = nameSubject('visitor', "v'1", 'store')
    expect(JSON.stringify(digest)).not.toContain("v'1")
    expect(digest.subjects).toEqual([hashId(digest.salt, "v'1")])
    const again = new Subject(digest)
    expect(again.owns({ anonymous_id: 'v-2', user_id: null })).toBe(false)
    expect(again.owns({ anonymous_id: "v'1", user_id: 'u-2' })).toBe(true)
    expect(nameSubject('visitor', "v'1", 'store').digest.salt).not.toBe(digest.salt)
  })

  it('that is a user owns what came from its devices without a user, and no more', () => {
    const subject = nameSubject('user', 'u-1', null)
    subject.addDevice('v-1')
    expect(subject.owns({ anonymous_id: 'v-1', user_id: null })).toBe(true)
    expect(subject.owns({ anonymous_id: 'v-1', user_id: 'u-2' })).toBe(false)
    expect(subject.owns({ anonymous_id: null, user_id: 'u-1' })).toBe(true)
    expect(subject.ownsText('anonymous_id=v-1')).toBe(true)
    expect(subject.ownsText('anonymous_id=v-1&user_id=u-2')).toBe(false)
    expect(subject.ownsText('[{"anonymous_id":"v-1"},{"anonymous_id":"v-2","user_id":"u-2"}')).toBe(true)
  })
})
