// A payload as a developer may see it: each field on a line of its own, as it was sent, without addresses and secrets.
import { isIP } from 'node:net'

export interface ShownPayload {
  readonly text: string
  /** The text ends before the payload does. */
  readonly isCut: boolean
  /** Of the payload that was looked at. */
  readonly characters: number
}

export const HIDDEN = '(hidden)'

const SECRET =
  /^(.*[_-])?(ip|ips|ip_?addr(ess)?|remote_?addr|x-forwarded-for|forwarded|write_?key|api_?key|secret|password|passwd|token|auth|authorization|cookie|cookies|credit_?card|card_?number|cvv)$|^(client|remote|user|visitor|real)_?ip$|(access|refresh|id|csrf|session)_?token$/i
const SAID = /((?:write_?key|api_?key|password|secret|token|authorization)["']?\s*[:=]\s*["']?)[^"'&,\s}]+/gi
const ADDRESS = /(?<![\w./])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])|(?<![\w:.])[0-9a-f]*:[0-9a-f:.]*[0-9a-f:](?![\w:])/gi

const STRING = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?/y
const SPACE = /\s+/y
/** Words that are no JSON keep the spaces between them. */
const OTHER = /[^\s{}[\],:"]+(?:[ \t]+[^\s{}[\],:"]+)*/y
const DEEPEST = 40

/** Text of any kind without addresses and secrets, as far as they can be told. */
export function hideAddresses(text: string): string {
  return text.replace(SAID, `$1${HIDDEN}`).replace(ADDRESS, found => (isIP(found) === 0 ? found : HIDDEN))
}

/** A reason's words; what quotes an address is left out, and in how many parts the payload was kept. */
export function showReason(reason: string): string {
  const whole = reason.replace(/ \(part 1 of \d+\)$/, '')
  return hideAddresses(whole.replace(/\bip: (expected [^"]*), got "(?:[^"\\]|\\.)*("|…)/g, `ip: $1, got ${HIDDEN}`))
}

/** At most so many characters of it. JSON, broken JSON too, is indented; its tokens stay as they were sent. */
export function showPayload(payload: string, most: number): ShownPayload {
  if (!/^\s*[{[]/.test(payload)) {
    // More than is shown is looked at, so that no address is cut in two and not known any more.
    const text = hideAddresses(payload.slice(0, most + 200))
    return { text: text.slice(0, most), isCut: text.length > most, characters: payload.length }
  }
  const writer = new Writer(payload, most)
  writer.write()
  return { text: writer.text.slice(0, most), isCut: writer.text.length > most, characters: payload.length }
}

class Writer {
  text = ''
  readonly #json: string
  readonly #most: number
  #at = 0
  #depth = 0
  /** The last string, and the one that stands before a colon. */
  #last: string | undefined
  #key: string | undefined

  constructor(json: string, most: number) {
    this.#json = json
    this.#most = most
  }

  write(): void {
    while (this.text.length <= this.#most) {
      this.#match(SPACE)
      const mark = this.#json[this.#at]
      if (mark === undefined) return
      if (mark === '"') this.#writeString(this.#match(STRING)!)
      else if (mark === '{' || mark === '[') this.#open(mark)
      else if (mark === '}' || mark === ']') this.#close(mark)
      else if (mark === ',') this.#separate()
      else if (mark === ':') this.#name()
      else this.#writeValue(this.#match(OTHER)!)
    }
  }

  #writeString(token: string): void {
    const text = read(token)
    const isKey = /\s*:/y
    isKey.lastIndex = this.#at
    if (isKey.test(this.#json)) {
      this.#last = text
      this.text += token
      return
    }
    const isAddress = text.split(/[,\s]+/).every(part => isIP(part) !== 0)
    const isHidden = isAddress && !/version/i.test(this.#key ?? '')
    this.#writeValue(isHidden ? `"${HIDDEN}"` : hideIn(token, this.#key))
  }

  #writeValue(token: string): void {
    this.text += this.#isSecret() ? `"${HIDDEN}"` : token
  }

  #open(mark: string): void {
    this.#at++
    if (this.#isSecret()) {
      this.#skip()
      this.text += `"${HIDDEN}"`
      return
    }
    this.#match(SPACE)
    const next = this.#json[this.#at]
    if (next === (mark === '{' ? '}' : ']')) {
      this.#at++
      this.text += mark + next
      return
    }
    this.#depth++
    this.text += mark
    this.#key = undefined
    this.#breakLine()
  }

  #close(mark: string): void {
    this.#at++
    this.#depth = Math.max(0, this.#depth - 1)
    this.#breakLine()
    this.text += mark
  }

  #separate(): void {
    this.#at++
    this.#key = undefined
    this.text += ','
    this.#breakLine()
  }

  #name(): void {
    this.#at++
    this.#key = this.#last
    this.text += ': '
  }

  #breakLine(): void {
    this.text += `\n${'  '.repeat(Math.min(this.#depth, DEEPEST))}`
  }

  #isSecret(): boolean {
    return this.#key !== undefined && SECRET.test(this.#key)
  }

  /** To behind the end of what was just opened. */
  #skip(): void {
    for (let depth = 1; depth > 0 && this.#at < this.#json.length; ) {
      const mark = this.#json[this.#at]!
      if (mark === '"') this.#match(STRING)
      else {
        if (mark === '{' || mark === '[') depth++
        if (mark === '}' || mark === ']') depth--
        this.#at++
      }
    }
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#json)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }
}

/** What a JSON string says; a broken one as it stands. */
function read(token: string): string {
  try {
    return JSON.parse(token)
  } catch {
    return token.replace(/^"|"$/g, '')
  }
}

/** Addresses within a longer text, but not a browser's version in its user agent. */
function hideIn(token: string, key: string | undefined): string {
  return /agent|version/i.test(key ?? '') ? token : hideAddresses(token)
}
