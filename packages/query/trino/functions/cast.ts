// What casts of numbers need of DuckDB beside its own.
import type { Natives } from '../native.ts'
import { writeJavaDouble, writeJavaReal } from '../natives/number-text.ts'

const MOST = 2n ** 63n - 1n

/** What a floating number that no integer of that kind holds becomes: of a real, the bigint nearest. */
function becomeInteger(kind: string, text: string, value: number, to: string): bigint {
  if (to !== 'bigint' && !Number.isNaN(value))
    throw new Error(`NUMERIC_VALUE_OUT_OF_RANGE: Out of range for ${to}: ${text}`)
  if (kind === 'double' && to === 'bigint') throw new Error(`INVALID_CAST_ARGUMENT: Unable to cast ${text} to bigint`)
  if (Number.isNaN(value)) throw new Error(`INVALID_CAST_ARGUMENT: Cannot cast ${kind} NaN to ${to}`)
  return value > 0 ? MOST : -MOST - 1n
}

const writers = { double: writeJavaDouble, real: writeJavaReal }

/** Of one kind of floating numbers. */
function nativesOf(kind: keyof typeof writers): Natives {
  const writeJava = writers[kind]
  return {
    [`trino_${kind}_unfit`]: {
      parameters: ['double', 'varchar'],
      returns: 'bigint',
      run: (value: number, to: string) => becomeInteger(kind, writeJava(value), value, to),
    },
    [`trino_${kind}_decimal`]: {
      parameters: ['double', 'bigint', 'bigint'],
      returns: 'varchar',
      run(value: number, precision: bigint, scale: bigint) {
        const java = writeJava(value)
        const text = Number.isFinite(value) ? roundShortest(Number(java), Number(scale)) : ''
        const digits = text.replace(/[-.]/g, '').replace(/^0+/, '')
        if (text !== '' && digits.length <= Number(precision)) return text
        const words = `Cannot cast ${kind.toUpperCase()} '${java}' to DECIMAL(${precision}, ${scale})`
        throw new Error(`INVALID_CAST_ARGUMENT: ${words}`)
      },
    },
  }
}

export const natives: Natives = {
  trino_unfit: {
    parameters: ['varchar', 'varchar', 'varchar'],
    returns: 'varchar',
    run(text: string, before: string, after: string) {
      throw new Error(`${before}${text}${after}`)
    },
  },
  trino_read_uuid: {
    parameters: ['varchar'],
    returns: 'varchar',
    run(text: string) {
      const parts = text.length === 36 ? /^([\da-f]+)-([\da-f]+)-([\da-f]+)-([\da-f]+)-([\da-f]+)$/i.exec(text) : null
      if (parts === null) throw new Error(`INVALID_CAST_ARGUMENT: Cannot cast value to UUID: ${text}`)
      const widths = [8, 4, 4, 4, 12]
      return widths.map((width, i) => parts[i + 1]!.padStart(width, '0').slice(-width)).join('-')
    },
  },
  ...nativesOf('double'),
  ...nativesOf('real'),
}

/** The shortest text of a double with so many digits after the point, half away from zero. */
function roundShortest(value: number, scale: number): string {
  const [, sign, whole, part = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value))!
  const digits = BigInt(whole! + part)
  const shift = scale - part.length + Number(exponent)
  const scaled =
    shift >= 0 ? digits * 10n ** BigInt(shift) : (2n * digits + 10n ** BigInt(-shift)) / (2n * 10n ** BigInt(-shift))
  const text = String(scaled).padStart(scale + 1, '0')
  const isZero = scaled === 0n
  return `${isZero ? '' : sign}${scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`}`
}
