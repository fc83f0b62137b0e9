// What casts of numbers need of DuckDB beside its own.
import type { Natives } from '../native.ts'

const bounds = { tinyint: 'TINYINT', smallint: 'SMALLINT', integer: 'INTEGER', bigint: 'BIGINT' } as const

/** Doubles are rounded half away from zero. */
export const macros: readonly string[] = Object.entries(bounds).map(
  ([kind, type]) => `trino_to_${kind}(x) as case
    when isnan(x) then trino_error('INVALID_CAST_ARGUMENT: Cannot cast double NaN to ${kind}')
    else coalesce(try_cast(round(x) as ${type}), case when x is null then null else trino_error('INVALID_CAST_ARGUMENT: Out of range for ${kind}: ' || trino_double_text(x)) end) end`,
)

export const natives: Natives = {
  trino_double_decimal: {
    parameters: ['double', 'bigint', 'bigint'],
    returns: 'varchar',
    run(value: number, precision: bigint, scale: bigint) {
      if (!Number.isFinite(value)) {
        throw new Error(`INVALID_CAST_ARGUMENT: Cannot cast DOUBLE '${value}' to DECIMAL(${precision}, ${scale})`)
      }
      const text = roundShortest(value, Number(scale))
      const digits = text.replace(/[-.]/g, '').replace(/^0+/, '')
      if (digits.length > Number(precision)) {
        throw new Error(`INVALID_CAST_ARGUMENT: Cannot cast DOUBLE '${value}' to DECIMAL(${precision}, ${scale})`)
      }
      return text
    },
  },
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
