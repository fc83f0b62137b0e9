// Thrift's compact protocol, as far as Parquet's footers and page headers need it.

export type Value = number | boolean | Uint8Array | readonly Value[] | Struct
/** By field id. */
export interface Struct {
  readonly [id: number]: Value | undefined
}

/** Which fields of a struct are read, by id: `true` is all of a field, a shape what is read of each struct in it. */
export interface Shape {
  readonly [id: number]: true | Shape
}

/** Reads structs one after the other. @throws RangeError where the bytes end too early or are something else */
export class ThriftReader {
  readonly #bytes: Uint8Array
  /** Where the next byte is. */
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.at = at
  }

  /** The next struct; with a shape only what it names, and the rest is passed over. */
  struct(shape?: Shape): Struct {
    const fields: { [id: number]: Value } = {}
    let id = 0
    for (;;) {
      const head = this.#byte()
      const type = head & 15
      if (type === 0) return fields
      id = head >> 4 === 0 ? this.#zigzag() : id + (head >> 4)
      const wanted = shape === undefined ? true : shape[id]
      if (type <= 2) {
        if (wanted !== undefined) fields[id] = type === 1
      } else if (wanted === undefined) this.#pass(type)
      else fields[id] = this.#value(type, wanted === true ? undefined : wanted)
    }
  }

  #value(type: number, shape?: Shape): Value {
    if (type <= 2) return this.#byte() === 1
    if (type === 3) return this.#byte()
    if (type <= 6) return this.#zigzag()
    if (type === 7) return this.#take(8)
    if (type === 8) return this.#take(this.#varint())
    if (type === 9 || type === 10) {
      const [kind, length] = this.#listHead()
      return Array.from({ length }, () => this.#value(kind, shape))
    }
    if (type === 12) return this.struct(shape)
    throw new RangeError(`parquet: expected metadata, got a field of type ${type}`)
  }

  /** Moves behind a value. */
  #pass(type: number): void {
    if (type <= 3) this.at += 1
    else if (type <= 6) while (this.#byte() >= 128);
    else if (type === 7) this.at += 8
    else if (type === 8) {
      const length = this.#varint()
      this.at += length
    } else if (type === 9 || type === 10) {
      const [kind, length] = this.#listHead()
      for (let i = 0; i < length; i++) this.#pass(kind)
    } else if (type === 12) this.struct(NOTHING)
    else throw new RangeError(`parquet: expected metadata, got a field of type ${type}`)
  }

  #listHead(): readonly [kind: number, length: number] {
    const head = this.#byte()
    const length = head >> 4 === 15 ? this.#varint() : head >> 4
    if (length > this.#bytes.length) throw new RangeError(`parquet: expected metadata, got a list of ${length}`)
    return [head & 15, length]
  }

  #zigzag(): number {
    const value = this.#varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** Exact up to 2^53: sizes and places. */
  #varint(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#byte()
      value += (byte & 127) * scale
      if (byte < 128) return value
      if (scale > 2 ** 63) throw new RangeError('parquet: expected metadata, got a number without an end')
    }
  }

  #take(length: number): Uint8Array {
    const end = this.at + length
    if (end > this.#bytes.length) throw new RangeError('parquet: expected metadata, got its end')
    const taken = this.#bytes.subarray(this.at, end)
    this.at = end
    return taken
  }

  #byte(): number {
    if (this.at >= this.#bytes.length) throw new RangeError('parquet: expected metadata, got its end')
    return this.#bytes[this.at++]!
  }
}

const NOTHING: Shape = {}
