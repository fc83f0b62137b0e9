// What a forget has done so far, noted in the catalog before each step, so that one that was killed is finished by the
// next for the same person, and the receipt has all of it. No id is in it.
import { hash, randomBytes } from 'node:crypto'
import type { Catalog } from '@clickstream/lake/catalog'
import { readLineage } from '@clickstream/lake/lineage'
import { NotFound, type Store } from '@clickstream/lake/store'
import type { Lake } from '@clickstream/lake/version'
import { dayOf } from './place.ts'
import type { RawEntry } from './raw.ts'
import type { PartitionEntry } from './rewrite.ts'
import type { Digest, Subject } from './subject.ts'

const JOB = 'forget'

/** What went from the stream. */
export interface StreamEntry {
  readonly records: number
  readonly failed: number
}

type Step = { readonly partition: PartitionEntry } | { readonly raw: RawEntry } | { readonly stream: StreamEntry }

interface Start {
  readonly id: string
  readonly asked_at: number
  readonly reason: string | null
  readonly digest: Digest
  readonly runs: number
}

export class Progress {
  readonly id: string
  readonly asked_at: number
  readonly reason: string | null
  /** How many runs it took: more than one where some were killed. */
  readonly runs: number
  readonly partitions: PartitionEntry[] = []
  readonly raw: RawEntry[] = []
  readonly stream: StreamEntry[] = []
  readonly #catalog: Catalog
  readonly #subject: Subject
  readonly #keys: string[]
  #steps = 0

  private constructor(catalog: Catalog, subject: Subject, start: Start, keys: readonly string[]) {
    this.#catalog = catalog
    this.#subject = subject
    this.id = start.id
    this.asked_at = start.asked_at
    this.reason = start.reason
    this.runs = start.runs
    this.#keys = [...keys]
    this.#steps = Number(keys.at(-1)?.split('/')[1] ?? -1) + 1
  }

  /**
   * Begins, or goes on with what a killed run for the same person left. `name` is given a salt and says who is meant.
   * @param asked_at what arrived later is not of this person any more, ms since 1970
   * @param complete_at where it is known that nothing of before is still to come: who goes on does so up to then at least,
   * and not up to now, which would never be complete
   */
  static async begin(
    lake: Lake,
    name: (salt?: string) => Subject,
    asked_at: number,
    reason: string | null,
    complete_at: number = asked_at,
  ): Promise<[Progress, Subject]> {
    const notes = await lake.catalog.recall(JOB)
    const left = [...notes].filter(([key]) => !key.includes('/')).map(([, note]) => JSON.parse(note) as Start)
    const before = left.find(({ digest }) => {
      const { kind, app, subjects } = name(digest.salt).digest
      return kind === digest.kind && app === digest.app && subjects.join() === digest.subjects.join()
    })
    const subject = name(before?.digest.salt)
    subject.addDevices(before?.digest.salt ?? '', before?.digest.devices ?? [])
    const id =
      before?.id ?? `${new Date(asked_at).toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(4).toString('hex')}`
    const start: Start = {
      id,
      asked_at: before === undefined ? asked_at : Math.max(complete_at, before.asked_at),
      reason: reason ?? before?.reason ?? null,
      digest: subject.digest,
      runs: (before?.runs ?? 0) + 1,
    }
    const steps = [...notes].filter(([key]) => key.startsWith(`${id}/`)).sort(([a], [b]) => (a < b ? -1 : 1))
    const progress = new Progress(lake.catalog, subject, start, [id, ...steps.map(([key]) => key)])
    for (const [key, note] of steps) {
      // Of what was noted, only what was done counts: it is noted once more when it is done again.
      const step = JSON.parse(note) as Step
      if (await isDone(lake, step)) progress.#keep(step)
      else await lake.catalog.remember(JOB, [[key, null]])
    }
    await progress.save()
    return [progress, subject]
  }

  /** Notes who is meant, with the devices found since. */
  async save(): Promise<void> {
    const { id, asked_at, reason, runs } = this
    const start: Start = { id, asked_at, reason, runs, digest: this.#subject.digest }
    await this.#catalog.remember(JOB, [[id, JSON.stringify(start)]])
  }

  /** Notes a step, before it is done where that can be told afterwards. */
  async note(step: Step): Promise<void> {
    const key = `${this.id}/${String(this.#steps++).padStart(8, '0')}`
    this.#keys.push(key)
    this.#keep(step)
    await this.#catalog.remember(JOB, [[key, JSON.stringify(step)]])
  }

  /** The partition was not put in place after all. */
  drop(entry: PartitionEntry): void {
    this.partitions.splice(this.partitions.indexOf(entry), 1)
  }

  /** Nothing is left to be done. */
  async end(): Promise<void> {
    await this.#catalog.remember(
      JOB,
      this.#keys.map(key => [key, null] as const),
    )
  }

  #keep(step: Step): void {
    if ('partition' in step) this.partitions.push(step.partition)
    else if ('raw' in step) this.raw.push(step.raw)
    else this.stream.push(step.stream)
  }
}

async function isDone(lake: Lake, step: Step): Promise<boolean> {
  if ('partition' in step) return isInPlace(lake, step.partition)
  return 'raw' in step ? isWritten(lake.store, step.raw) : true
}

/** Whether the partition is, or was, where the step put it. */
async function isInPlace({ store, catalog }: Lake, { table, values, to }: PartitionEntry): Promise<boolean> {
  const key = JSON.stringify(Object.entries(values).sort())
  const same = (other: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(other).sort()) === key
  const partition = (await catalog.partitions(table, dayOf(values))).find(each => same(each.values))
  if (partition === undefined) return false
  if (partition.location === to) return true
  return (await readLineage(store, partition)).places.some(({ location }) => location === to)
}

async function isWritten(store: Store, { key, sha256_after }: RawEntry): Promise<boolean> {
  try {
    return hash('sha256', await store.get(key)) === sha256_after
  } catch (error) {
    if (error instanceof NotFound) return sha256_after === null
    throw error
  }
}
