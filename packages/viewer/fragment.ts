// A piece of Athena SQL with the values of its `?`, in order. Values are bound and never pasted in.
import type { Parameter } from '@clickstream/query/engine'

export interface Fragment {
  readonly text: string
  readonly parameters: readonly Parameter[]
  /** The columns of each row that it is made of. */
  readonly needs?: readonly string[]
}

/** Text that this program wrote itself; what others wrote goes through `name`, `literal` or `bind`. */
export function raw(text: string): Fragment {
  return { text, parameters: [] }
}

/** The pieces put together: sql`${name('country')} = ${bind(value)}` */
export function sql(strings: TemplateStringsArray, ...parts: readonly (Fragment | number)[]): Fragment {
  const fragments = parts.map(part => (typeof part === 'number' ? raw(String(part)) : part))
  return {
    text: strings.map((string, i) => string + (fragments[i]?.text ?? '')).join(''),
    parameters: fragments.flatMap(({ parameters }) => parameters),
    needs: fragments.flatMap(({ needs = [] }) => needs),
  }
}

export function join(fragments: readonly Fragment[], separator: string): Fragment {
  return {
    text: fragments.map(({ text }) => text).join(separator),
    parameters: fragments.flatMap(({ parameters }) => parameters),
    needs: fragments.flatMap(({ needs = [] }) => needs),
  }
}

/** A column of each row. */
export function column(text: string): Fragment {
  return { ...name(text), needs: [text] }
}

/** A value as a `?`. */
export function bind(parameter: Parameter): Fragment {
  return { text: '?', parameters: [parameter] }
}

/** Every line further right by four spaces. */
export function indent(fragment: Fragment): Fragment {
  return { ...fragment, text: fragment.text.replace(/^(?=.)/gm, '    ') }
}

/** A text of the definition's; line ends are written as chr(10), so that no line break is within quotes. */
export function literal(text: string): Fragment {
  const parts = text.split('\n').map(part => `'${part.replaceAll("'", "''")}'`)
  return raw(parts.length === 1 ? parts[0]! : `(${parts.join(' || chr(10) || ')})`)
}

/** A name as SQL, in quotes only where it needs them. */
export function name(text: string): Fragment {
  return raw(/^[a-z_][a-z0-9_]*$/.test(text) && !WORDS.has(text) ? text : `"${text.replaceAll('"', '""')}"`)
}

/** Names that are free to give, so that no two columns of a statement have the same. */
export class Names {
  readonly #taken: Set<string>

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(taken)
  }

  /** The name in snake_case, with a number behind it when there is one like it. */
  give(wanted: string): string {
    const plain = wanted
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .replace(/^(?=\d)/, 'n')
    const base = plain || 'column'
    let given = base
    for (let i = 2; this.#taken.has(given); i++) given = `${base}_${i}`
    this.#taken.add(given)
    return given
  }
}

/** Reserved by Athena or DuckDB. */
const WORDS = new Set(
  `all alter analyse analyze and any array as asc asymmetric between both by case cast check collate column constraint create
  cross cube current_catalog current_date current_path current_role current_schema current_time current_timestamp current_user
  deallocate default deferrable delete desc describe distinct do drop else end escape except execute exists extract false fetch
  first for foreign from full group grouping having in initially inner insert intersect into is join lambda last lateral leading
  left like limit listagg localtime localtimestamp natural normalize not null offset on only or order outer pivot placing
  position prepare primary qualify recursive references returning right rollup select show skip some summarize symmetric table
  then to trailing trim true uescape union unique unnest unpivot user using values variadic when where window with`.split(
    /\s+/,
  ),
)
