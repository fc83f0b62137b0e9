// Thrift's compact protocol, as far as Parquet's footers and page headers need it.

export type Value = number | boolean | Uint8Array | readonly Value[] | Struct
/** By field id. */
export interface Struct {
  readonly [id: number]: Value | undefined
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

  struct(): Struct {
    const fields: { [id: number]: Value } = {}
    let id = 0
    for (;;) {
      const head = this.#byte()
      const type = head & 15
      if (type === 0) return fields
      id = head >> 4 === 0 ? this.#zigzag() : id + (head >> 4)
      fields[id] = type <= 2 ? type === 1 : this.#value(type)
    }
  }

  #value(type: number): Value {
    if (type <= 2) return this.#byte() === 1
    if (type === 3) return this.#byte()
    if (type <= 6) return this.#zigzag()
    if (type === 7) return this.#take(8)
    if (type === 8) return this.#take(this.#varint())
    if (type === 9 || type === 10) return this.#list()
    if (type === 12) return this.struct()
    throw new RangeError(`parquet: expected metadata, got a field of type ${type}`)
  }

  #list(): Value[] {
    const head = this.#byte()
    const length = head >> 4 === 15 ? this.#varint() : head >> 4
    if (length > this.#bytes.length) throw new RangeError(`parquet: expected metadata, got a list of ${length}`)
    return Array.from({ length }, () => this.#value(head & 15))
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
