// The order in which a person is removed: what is on its way first, so that nothing lands behind the search.
import { events, rejected, tables } from '@clickstream/events/tables'
import type { Scrubber } from '@clickstream/stream/scrub'
import { attemptUntilDone } from '../attempt.ts'
import { beginEpoch } from '../epoch.ts'
import type { Work } from '../job.ts'
import { learnDevices } from './devices.ts'
import { eraseOnce } from './erase.ts'
import { listPlaces } from './place.ts'
import type { Progress } from './progress.ts'
import { type Clean, searchRaw } from './raw.ts'
import type { Receipt, Searched } from './receipt.ts'
import { restate } from './restate.ts'
import { PERSONAL, searchFor } from './search.ts'
import { awaitPollers, awaitRequests, openScrubber, scrubStream } from './stream.ts'
import type { Subject } from './subject.ts'

const MAX_ROUNDS = 20

/** Removes the person from everywhere, in rounds until one finds nothing. @throws Error when it never does */
export async function remove(work: Work, subject: Subject, progress: Progress): Promise<Receipt> {
  const scrubber = openScrubber(work)
  try {
    if (scrubber !== null) await awaitRequests(work, scrubber)
    const round = new Round(work, subject, progress, scrubber)
    await learnDevices(work, subject, scrubber, progress.asked_at)
    await progress.save()
    for (let rounds = 1; await round.run(); rounds++) {
      if (rounds === MAX_ROUNDS) {
        throw new Error(
          `forget: expected to find nothing after ${rounds} rounds, another job brings rows back: run again`,
        )
      }
    }
    const restated = await restate(work, subject, progress)
    await scrubber?.clean(subject.knownIds)
    return await round.describe(restated)
  } finally {
    scrubber?.close()
  }
}

class Round {
  readonly #work: Work
  readonly #subject: Subject
  readonly #progress: Progress
  readonly #scrubber: Scrubber | null
  readonly #clean: Clean = new Map()
  #raw = { objects: 0, lines: 0 }
  #stream = { records: 0, failed: 0 }

  constructor(work: Work, subject: Subject, progress: Progress, scrubber: Scrubber | null) {
    this.#work = work
    this.#subject = subject
    this.#progress = progress
    this.#scrubber = scrubber
  }

  /** @returns whether it found something, so that another has to follow */
  async run(): Promise<boolean> {
    const work = this.#work
    const { asked_at } = this.#progress
    let found = 0
    if (this.#scrubber !== null) {
      const judged = await scrubStream(work, this.#scrubber, this.#subject, asked_at)
      this.#stream = { records: judged.records, failed: judged.failed }
      const stream = { records: judged.records_found, failed: judged.failed_found }
      found += stream.records + stream.failed
      if (found > 0) await this.#progress.note({ stream })
      await awaitPollers(work, this.#scrubber)
    }
    const raw = await searchRaw(work, this.#subject, asked_at, this.#clean, entry =>
      this.#progress.note({ raw: entry }),
    )
    await beginEpoch(work.catalog)
    found += raw.found.length
    if (this.#raw.objects === 0) this.#raw = { objects: raw.objects, lines: raw.lines }
    for (const table of [events, rejected]) {
      const search = searchFor(work, table, this.#subject, asked_at, null)
      found += await eraseOnce(work, table, this.#subject.app, search, this.#progress, this.#clean)
    }
    if (this.#learn(raw.devices)) {
      await this.#progress.save()
      return true
    }
    return found > 0
  }

  async describe(restated: Receipt['restated']): Promise<Receipt> {
    const { id, asked_at, reason, runs, partitions, raw, stream } = this.#progress
    const searched: Record<string, Searched> = {}
    for (const name of PERSONAL) {
      searched[name] = await attemptUntilDone('forget', () => this.#count(name))
    }
    const removed: Record<string, number> = { raw: sum(raw.map(each => each.lines_removed)) }
    for (const name of Object.keys(searched)) {
      removed[name] = sum(partitions.filter(({ table }) => table === name).map(each => each.rows_removed))
    }
    removed.stream = sum(stream.map(each => each.records))
    removed.failed = sum(stream.map(each => each.failed))
    return {
      format: 1,
      id,
      asked_at: new Date(asked_at).toISOString(),
      finished_at: new Date(this.#work.clock()).toISOString(),
      reason,
      subject: this.#subject.digest,
      runs,
      searched,
      searched_raw: this.#raw,
      searched_stream: this.#scrubber === null ? null : this.#stream,
      removed,
      partitions,
      raw,
      restated,
    }
  }

  /** @returns whether there are new ones: then what was clean has to be searched for them */
  #learn(devices: Iterable<string>): boolean {
    let isNew = false
    for (const device of devices) isNew = this.#subject.addDevice(device) || isNew
    if (isNew) this.#clean.clear()
    return isNew
  }

  async #count(name: keyof typeof tables): Promise<Searched> {
    const places = await listPlaces(this.#work, tables[name], this.#subject.app)
    const keys = places.flatMap(({ files }) => files.map(({ key }) => key))
    const partitions = new Set(places.map(({ landing }) => landing)).size
    const workshop = await this.#work.workshop()
    return { partitions, files: keys.length, rows: await workshop.countRows(keys) }
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0)
}
