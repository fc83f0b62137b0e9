// Productions are written as SQL with holes: `{bigint}` an expression of that type, `{T}` of the type wanted, `{U}` of any one type,
// `{!T}` one of constants only, `{=T}` the type's name, `{#unit}` a word of the lexicon, `{boolean|$x:T}` an expression that may use the lambda's $x,
// `{key}` what no two rows share. A `$name` outside of holes is the lambda's variable.

export type Piece =
  | { readonly text: string }
  | { readonly variable: string }
  | { readonly word: string }
  | { readonly name: string }
  | {
      readonly type: string
      readonly isConstant: boolean
      readonly variables: readonly (readonly [name: string, type: string])[]
    }

const known = new Map<string, readonly Piece[]>()

export function parseTemplate(template: string): readonly Piece[] {
  const parsed = known.get(template)
  if (parsed !== undefined) return parsed
  const pieces = template
    .split(/(\{[^}]*\}|\$[a-z]+)/)
    .filter(text => text !== '')
    .map(parsePiece)
  known.set(template, pieces)
  return pieces
}

function parsePiece(text: string): Piece {
  if (text.startsWith('$')) return { variable: text }
  if (!text.startsWith('{')) return { text }
  const hole = text.slice(1, -1)
  if (hole.startsWith('#')) return { word: hole.slice(1) }
  if (hole.startsWith('=')) return { name: hole.slice(1) }
  const [type, ...variables] = hole.replace('!', '').split('|')
  return {
    type: type!,
    isConstant: hole.startsWith('!'),
    variables: variables.map(each => each.split(':') as unknown as readonly [string, string]),
  }
}

/** The type with its variables replaced: array(T) where T is bigint. */
export function bindType(type: string, bound: Readonly<Record<string, string>>): string {
  return type.replace(/\b[A-Z]\b/g, letter => bound[letter] ?? letter)
}
