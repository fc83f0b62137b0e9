// Columns of true and false.
import { Bool, type Data, makeData } from 'apache-arrow'
import { type Column, Validity } from './column.ts'

/** A bit a row, and one that says whether there is a value. A cell is 1 or 0. */
export class BooleanColumn implements Column {
  readonly type = new Bool()
  #true = new Validity()
  #validity = new Validity()

  set(row: number, cell: string | number): void {
    if (cell === 1) this.#true.mark(row)
    this.#validity.mark(row)
  }

  finish(length: number): Data<Bool> {
    const data = this.#true.finish(length).nullBitmap
    return makeData({ type: this.type, length, ...this.#validity.finish(length), data })
  }

  clear(length: number): void {
    this.#true.clear(length)
    this.#validity.clear(length)
  }
}
