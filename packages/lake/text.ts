// Columns of text.
import { type Data, Dictionary, Int32, makeData, Utf8, Vector } from 'apache-arrow'
import { type Column, grown, NO_BYTES, NO_WORDS, Validity } from './column.ts'

/** Texts that are encoded together: one call into the runtime costs as much as twenty texts. */
const BLOCK = 256

export class TextColumn implements Column {
  readonly type = new Utf8()
  #bytes = NO_BYTES
  #offsets = NO_WORDS
  #validity = new Validity()
  /** Texts not yet encoded, and their rows. */
  #texts = new Array<string>(BLOCK).fill('')
  #rowOf = new Int32Array(BLOCK)
  #waiting = 0
  /** Rows whose end is written into the offsets, where the last of them ends, and where the waiting texts begin. */
  #rows = 0
  #end = 0
  #start = 0

  set(row: number, cell: string | number): void {
    const text = cell as string
    if (row + 1 >= this.#offsets.length) this.#offsets = grown(this.#offsets, row + 2)
    const offsets = this.#offsets
    const start = this.#end
    for (let skipped = this.#rows; skipped < row; skipped++) offsets[skipped + 1] = start
    const end = start + text.length
    offsets[row + 1] = end
    this.#end = end
    this.#rows = row + 1
    this.#validity.mark(row)
    this.#texts[this.#waiting] = text
    this.#rowOf[this.#waiting] = row
    if (++this.#waiting === BLOCK) this.#encode()
  }

  finish(length: number): Data<Utf8> {
    this.#encode()
    this.#offsets = grown(this.#offsets, length + 1)
    const valueOffsets = this.#offsets.subarray(0, length + 1)
    valueOffsets.fill(this.#end, this.#rows + 1)
    const data = this.#bytes.subarray(0, this.#end)
    return makeData({ type: this.type, length, ...this.#validity.finish(length), valueOffsets, data })
  }

  clear(length: number): void {
    this.#validity.clear(length)
    this.#texts.fill('')
    this.#waiting = 0
    this.#rows = 0
    this.#end = 0
    this.#start = 0
  }

  #encode(): void {
    if (this.#waiting === 0) return
    if (this.#waiting < BLOCK) this.#texts.fill('', this.#waiting)
    const text = this.#texts.join('')
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    this.#bytes = grown(this.#bytes, this.#start + text.length * 3)
    const written = this.#bytes.write(text, this.#start, 'utf8')
    // The offsets count UTF-16 units so far: the bytes of ASCII, and of nothing else.
    if (written !== text.length) this.#count()
    this.#start = this.#end
    this.#waiting = 0
  }

  /** Sets the offsets of the waiting texts anew, in bytes. */
  #count(): void {
    let end = this.#start
    for (let i = 0; i < this.#waiting; i++) {
      const row = this.#rowOf[i]!
      end += Buffer.byteLength(this.#texts[i]!)
      this.#offsets.fill(end, row + 1, i + 1 < this.#waiting ? this.#rowOf[i + 1]! + 1 : row + 2)
    }
    this.#end = end
  }
}

export class DictionaryColumn implements Column {
  readonly type: Dictionary
  #places = new Map<string, number>()
  #values = new TextColumn()
  #indexes = NO_WORDS
  #validity = new Validity()

  /** The id tells a table's dictionaries apart. */
  constructor(id: number) {
    this.type = new Dictionary(new Utf8(), new Int32(), id, false)
  }

  set(row: number, cell: string | number): void {
    const text = cell as string
    let place = this.#places.get(text)
    if (place === undefined) {
      place = this.#places.size
      this.#places.set(text, place)
      this.#values.set(place, text)
    }
    if (row >= this.#indexes.length) this.#indexes = grown(this.#indexes, row + 1)
    this.#indexes[row] = place
    this.#validity.mark(row)
  }

  finish(length: number): Data<Dictionary> {
    const dictionary = new Vector([this.#values.finish(this.#places.size)])
    this.#indexes = grown(this.#indexes, length)
    const data = this.#indexes.subarray(0, length)
    return makeData({ type: this.type, length, ...this.#validity.finish(length), data, dictionary })
  }

  clear(length: number): void {
    this.#values.clear(this.#places.size)
    this.#places.clear()
    // A row without a value must not point at a place that the next dictionary has not.
    this.#indexes.fill(0, 0, length)
    this.#validity.clear(length)
  }
}
