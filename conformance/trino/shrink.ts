// A statement made as small as it can be and still do what was found of it.
import { type Tree, write } from './generator/tree.ts'

export interface Shrunk {
  readonly sql: string
  readonly tree: Tree
  /** How many were tried. */
  readonly tried: number
}

/** @param differs whether a smaller statement still does it; what is no statement does not */
export async function shrink(
  tree: Tree,
  differs: (sql: string) => Promise<boolean>,
  { most = 400 }: { most?: number } = {},
): Promise<Shrunk> {
  const known = new Set([write(tree)])
  let smallest = tree
  let tried = 0
  search: while (tried < most) {
    for (const candidate of listSmaller(smallest)) {
      const sql = write(candidate)
      if (known.has(sql) || sql.length >= write(smallest).length) continue
      known.add(sql)
      tried += 1
      if (await differs(sql)) {
        smallest = candidate
        continue search
      }
      if (tried >= most) break
    }
    break
  }
  return { sql: write(smallest), tree: smallest, tried }
}

/** Every tree with one thing less, those that lose most first. */
function listSmaller(tree: Tree): Tree[] {
  return [...reduceAt(tree)].sort((one, other) => write(one).length - write(other).length)
}

function* reduceAt(tree: Tree): Generator<Tree> {
  for (const text of tree.smaller ?? []) yield { sort: tree.sort, parts: [text] }
  for (const inner of findInner(tree, tree.sort)) yield inner
  if (tree.between !== undefined) yield* drop(tree)
  for (const [i, part] of tree.parts.entries()) {
    if (typeof part === 'string') continue
    for (const smaller of reduceAt(part)) yield { ...tree, parts: tree.parts.with(i, smaller) }
  }
}

/** What of the same sort stands within. */
function* findInner({ parts }: Tree, sort: string): Generator<Tree> {
  for (const part of parts) {
    if (typeof part === 'string') continue
    if (part.sort === sort && sort !== 'option' && sort !== 'list') yield part
    else yield* findInner(part, sort)
  }
}

/** A list without its first half, its second half, each of its parts. */
function* drop(tree: Tree): Generator<Tree> {
  const { parts, least = 0 } = tree
  const half = Math.floor(parts.length / 2)
  const lists = [parts.slice(half), parts.slice(0, half), ...parts.map((_, i) => parts.toSpliced(i, 1))]
  for (const list of lists) if (list.length >= least && list.length < parts.length) yield { ...tree, parts: list }
}
