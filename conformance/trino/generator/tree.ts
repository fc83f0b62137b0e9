// A statement as it was generated: what stands where, so that it can be made smaller and stays a statement.

export interface Tree {
  /** What stands here: an expression's type, else a part of a query such as `query` or `clause`. */
  readonly sort: string
  readonly parts: readonly (string | Tree)[]
  /** A list: what stands between two of its parts. */
  readonly between?: string
  /** A list: how many of its parts there must be. */
  readonly least?: number
  /** Smaller texts that may stand here instead; empty where it may go. */
  readonly smaller?: readonly string[]
}

export function write(tree: Tree): string {
  return tree.parts.map(part => (typeof part === 'string' ? part : write(part))).join(tree.between ?? '')
}

export const plant = (sort: string, ...parts: readonly (string | Tree)[]): Tree => ({ sort, parts })

/** What a statement can do without. */
export const plantOption = (...parts: readonly (string | Tree)[]): Tree => ({ sort: 'option', parts, smaller: [''] })

export function plantList(parts: readonly (string | Tree)[], between = ', ', least = 1): Tree {
  return { sort: 'list', parts, between, least }
}
