// A table of items in memory, and one that fails when it is told to: what the catalog on AWS is tried over without AWS.
import { type Item, type Items, type Key, MOST, nameItem, type Span, Unmet, type Write } from '../items.ts'

/** Items of one moment: what follows is of a later one. */
const PAGE = 30

const before = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0

export class MemoryItems implements Items {
  readonly all = new Map<string, Item>()
  /** Called before each request with its kind; what it throws, the request throws. */
  onAsk: (kind: 'get' | 'query' | 'write', writes: readonly Write[]) => void | Promise<void> = () => {}
  asked = 0

  async get(keys: readonly Key[]): Promise<Item[]> {
    await this.#ask('get')
    return [...new Set(keys.map(nameItem))].flatMap(name => this.all.get(name) ?? [])
  }

  async query(
    pk: string,
    { from = ' ', to = '\u{10ffff}', isDescending = false, limit = Number.POSITIVE_INFINITY }: Span = {},
  ): Promise<Item[]> {
    await this.#ask('query')
    const isWithin = (sk: string) => !before(sk, from) && !before(to, sk)
    const found: Item[] = []
    for (let last: string | undefined; found.length < limit; ) {
      const left = [...this.all.values()].filter(({ sk, ...item }) => item.pk === pk && isWithin(sk))
      left.sort((a, b) => (before(a.sk, b.sk) === isDescending ? 1 : -1))
      const next = left.findIndex(({ sk }) => last === undefined || (before(last, sk) !== isDescending && sk !== last))
      if (next === -1) break
      const page = left.slice(next, next + Math.min(PAGE, limit - found.length))
      found.push(...page)
      last = page.at(-1)!.sk
      // Between two pages others go on.
      await new Promise(resolve => setImmediate(resolve))
    }
    return found
  }

  async write(writes: readonly Write[]): Promise<void> {
    if (writes.length > MOST) throw new Error(`expected at most ${MOST} writes, got ${writes.length}`)
    if (new Set(writes.map(nameItem)).size < writes.length) throw new Error('expected each item once')
    await this.#ask('write', writes)
    const unmet = writes.map(write => {
      const item = this.all.get(nameItem(write))
      const isMet = Object.entries(write.if ?? {}).every(([name, value]) => (item?.[name] ?? null) === value)
      return isMet ? undefined : (item ?? null)
    })
    if (unmet.some(item => item !== undefined)) throw new Unmet(unmet)
    for (const write of writes) this.#apply(write)
  }

  async close(): Promise<void> {}

  copy(): MemoryItems {
    const copy = new MemoryItems()
    for (const [name, item] of this.all) copy.all.set(name, item)
    return copy
  }

  #apply(write: Write): void {
    const { pk, sk, set = {}, add = {}, isGone } = write
    if (isGone) this.all.delete(nameItem(write))
    if (isGone || (write.set === undefined && write.add === undefined)) return
    const item: Record<string, Item[string]> = { ...(this.all.get(nameItem(write)) ?? { pk, sk }) }
    for (const [name, value] of Object.entries(set)) {
      if (value === null) delete item[name]
      else item[name] = value
    }
    for (const [name, value] of Object.entries(add)) item[name] = Number(item[name] ?? 0) + value
    this.all.set(nameItem(write), item as Item)
  }

  async #ask(kind: 'get' | 'query' | 'write', writes: readonly Write[] = []): Promise<void> {
    this.asked++
    // As over a network: others go on meanwhile.
    await new Promise(resolve => setImmediate(resolve))
    await this.onAsk(kind, writes)
  }
}
