// The devices that a user logged in on, by what the lake and the stream say.
import { tables } from '@clickstream/events/tables'
import type { Scrubber } from '@clickstream/stream/scrub'
import { attemptUntilDone } from '../attempt.ts'
import type { Work } from '../job.ts'
import { listPlaces } from './place.ts'
import { findDevices } from './search.ts'
import { findStreamDevices } from './stream.ts'
import type { Subject } from './subject.ts'

/** Makes them known to the subject. To be done before anything goes that tells of them. */
export async function learnDevices(
  work: Work,
  subject: Subject,
  scrubber: Scrubber | null,
  until: number,
): Promise<void> {
  if (subject.kind === 'visitor') return
  for (const table of [tables.events, tables.identities]) {
    const devices = await attemptUntilDone('forget', async () => {
      const places = await listPlaces(work, table, subject.app)
      const keys = places.flatMap(({ files }) => files.map(({ key }) => key))
      return findDevices(work, subject, table, keys, until)
    })
    for (const device of devices) subject.addDevice(device)
  }
  if (scrubber === null) return
  for (const device of await findStreamDevices(work, scrubber, subject, until)) subject.addDevice(device)
}
