import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { elementTexts } from '../elements.ts'
import { parseJson } from '../json.ts'

const read = (text: string) => parseJson(Buffer.from(text))

describe('a body that is no JSON', () => {
  const long = 'x'.repeat(60)
  it.each([
    ['a token in the middle', `{"a": "${long}",\n "b": !, "c": "${long}"}`, 'line 2 column 7'],
    ['a token at the end', `{"a": "${long}",\n "b": }`, 'line 2 column 7'],
    ['a token at the start', `{"a": !, "b": "${long}"}`, 'line 1 column 7'],
    ['a name without quotes', '{"a": 1, b: 2}', 'line 1 column 10'],
    ['a cut string', `{"a": "${long}`, 'position 67'],
    ['a cut object', '{"a": 1,', 'line 1 column 9'],
    ['a cut list', '[1,', 'after 3 characters'],
    ['a NUL', `{"a": "${long}\0"}`, 'position 67'],
    ['NaN', `{"a": NaN, "b": "${long}"}`, 'line 1 column 7'],
  ])('says where: %s', (_, text, where) => {
    expect(read(text).reason?.reason).toContain(where)
  })

  it('is told from one that is', () => {
    expect(read('\ufeff{"a":1}')).toEqual({ text: '{"a":1}', value: { a: 1 } })
    expect(read('"\\ud800"').value).toBe('\ud800')
    expect(read('').reason?.reason).toBe('body: expected JSON, got nothing')
  })

  it('may be no text at all, and its bytes can be had back', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
    const { text, reason } = parseJson(bytes)
    expect(reason?.reason).toMatch(/expected UTF-8/)
    expect(Buffer.from(text, 'latin1')).toEqual(Buffer.from(bytes))
    expect(parseJson(Buffer.from('{"a":"é"}', 'latin1')).reason?.reason_code).toBe('not_json')
    expect(parseJson(Buffer.from('{"a":1}', 'utf16le')).reason?.reason_code).toBe('not_json')
  })
})

describe("a batch's texts", () => {
  it('are what was sent', () => {
    const texts = ['{ "a" : [1, {"b":"]}\\\\"}] }', '"\\"]"', '1e999', '-0.10', 'null', '[ ]', '{"a":1,"a":2}']
    const json = `\n{"x":{"events":[0]}, "events" :[ ${texts.join(' ,\t')} ] , "y":"[{"}`
    expect(elementTexts(json, 'events')).toEqual(texts)
  })

  it('are those of the last of repeated keys, as for JSON.parse', () => {
    expect(elementTexts('{"events":[1],"\\u0065vents":[2,3]}', 'events')).toEqual(['2', '3'])
    expect(elementTexts('{"events":[1],"events":{}}', 'events')).toBeNull()
    expect(elementTexts('{}', 'events')).toBeNull()
    expect(elementTexts('[1]', 'events')).toBeNull()
    expect(elementTexts('{"events":[]}', 'events')).toEqual([])
  })

  it('parse to the elements, whatever they are and however it is spaced', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.nat(4),
        (list, rest, space) => {
          const json = JSON.stringify({ ...rest, events: list, z: 1 }, null, space)
          expect(elementTexts(json, 'events')?.map(text => JSON.parse(text))).toEqual(JSON.parse(json).events)
        },
      ),
    )
  })

  it('are found however deep an element is', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000)
    expect(elementTexts(`{"events":[1,${deep}]}`, 'events')).toEqual(['1', deep])
  })
})
