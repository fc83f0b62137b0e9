// Kinesis's sequence numbers as this house has them: text of one width, so that its order is theirs.

/** Digits of a number on AWS. Emulators have shorter ones. */
const WIDTH = 56
const DIGITS = /^\d{1,128}$/

/** As it goes into names and notes. */
export function padSequence(sequence: string): string {
  return sequence.padStart(WIDTH, '0')
}

/** As Kinesis gave it. @throws RangeError when the text is no sequence number */
export function stripSequence(text: string): string {
  if (!DIGITS.test(text)) throw new RangeError(`sequence number: expected ${WIDTH} digits, got ${JSON.stringify(text)}`)
  return text.replace(/^0+(?=\d)/, '')
}
