// What Trino answers in JSON, as Athena shows it; and its types as we write them, texts without their lengths.
import { writeDouble, writeReal } from '@clickstream/query/trino/float'
import type { Answered, Cell, Signature } from './client.ts'

export interface ShownColumn {
  readonly name: string
  readonly type: string
}

/** Columns and rows of texts; null is null. */
export interface Shown {
  readonly columns: readonly ShownColumn[]
  readonly rows: readonly (readonly (string | null)[])[]
}

export function showAnswered({ names, signatures, rows }: Answered): Shown {
  return {
    columns: names.map((name, i) => ({ name, type: showType(signatures[i]!) })),
    rows: rows.map(row => row.map((cell, i) => (cell === null ? null : show(cell, signatures[i]!)))),
  }
}

/** `row(a varchar, array(decimal(18,4)))` */
export function showType({ rawType, arguments: given }: Signature): string {
  switch (rawType) {
    case 'varchar':
      return rawType
    case 'row':
      return `row(${fieldsOf({ rawType, arguments: given })
        .map(({ name, type }) => (name === undefined ? showType(type) : `${quoteName(name)} ${showType(type)}`))
        .join(', ')})`
    case 'array':
    case 'map':
      return `${rawType}(${given.map(({ value }) => showType(value as Signature)).join(', ')})`
    default: {
      if (given.length === 0) return rawType
      const [first, ...rest] = rawType.split(' ')
      return [`${first}(${given.map(({ value }) => String(value)).join(',')})`, ...rest].join(' ')
    }
  }
}

function show(cell: Cell, type: Signature): string {
  if (cell === null) return 'null'
  const [first, second] = type.arguments.map(({ value }) => value as Signature)
  switch (type.rawType) {
    case 'array':
      return `[${(cell as Cell[]).map(item => show(item, first!)).join(', ')}]`
    case 'map':
      return `{${Object.entries(cell as { [key: string]: Cell })
        .map(([key, value]) => `${show(key, first!)}=${show(value, second!)}`)
        .join(', ')}}`
    case 'row':
      return `{${fieldsOf(type)
        .map(({ name, type }, i) => `${name ?? `field${i}`}=${show((cell as Cell[])[i]!, type)}`)
        .join(', ')}}`
    case 'double':
      return writeDouble(Number(cell))
    case 'real':
      return writeReal(Number(cell))
    case 'varbinary':
      return Buffer.from(cell as string, 'base64')
        .toString('hex')
        .replace(/(..)(?=.)/g, '$1 ')
    default:
      return String(cell)
  }
}

function fieldsOf({ arguments: given }: Signature): { name: string | undefined; type: Signature }[] {
  return given.map(({ value }) => {
    const { fieldName, typeSignature } = value as { fieldName?: { name: string }; typeSignature: Signature }
    return { name: fieldName?.name, type: typeSignature }
  })
}

function quoteName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name}"`
}
