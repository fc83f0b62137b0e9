// Plays recordings to a collector: in order of arrival, at the speed asked for, going on where it was broken off.
import { type Bookmark, makeSalt, type Progress } from './bookmark.ts'
import { type Clock, systemClock } from './clock.ts'
import { deliver } from './delivery.ts'
import { type Line, readRecordings, surveyRecordings } from './recording.ts'
import type { Sender, Verdict } from './sender.ts'

export interface PlaybackOptions {
  /** Times as fast as it happened: 1, 60 … Infinity. */
  readonly speed: number
  /** now: the recorded time moves so that it ends when the playback does; none: it stays. */
  readonly shift: 'now' | 'none'
  readonly freshIds: boolean
  readonly bookmark?: Bookmark | undefined
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: PlaybackProgress) => void
}

export interface PlaybackProgress {
  readonly done: number
  readonly total: number
}

export interface PlaybackSummary extends Verdict {
  /** Lines answered for, those of an earlier attempt included. */
  readonly sent: number
  /** Of these, how many an earlier attempt had sent. */
  readonly resumed: number
  readonly total: number
  readonly retries: number
  /** The first and last arrival of the recording on the clock of its replay; null when no line names a time. */
  readonly from_at: number | null
  readonly to_at: number | null
  readonly elapsed_ms: number
  readonly finished: boolean
}

/** Lines between two notes in the bookmark: what an interrupted replay sends again at most. */
const WINDOW_LINES = 2000

/** @throws what reading and the sender throw; the bookmark then says how far it came. */
export async function playBack(
  files: readonly string[],
  sender: Sender,
  options: PlaybackOptions,
  clock: Clock = systemClock,
): Promise<PlaybackSummary> {
  const started = clock.now()
  const survey = await surveyRecordings(files)
  const span = (survey.last_at - survey.first_at) / options.speed || 0
  const begun: Progress = options.bookmark?.read() ?? {
    lines: 0,
    accepted: 0,
    rejected: 0,
    delta: options.shift === 'none' || Number.isNaN(survey.last_at) ? 0 : clock.now() + span - survey.last_at,
    salt: makeSalt(),
  }
  let progress = begun
  // With this, a line recorded at t is due at t / speed + origin; what was sent before the break is past.
  let origin = Number.NaN
  const untilDue = (line: Line) => {
    if (options.speed === Number.POSITIVE_INFINITY || Number.isNaN(line.arrived_at)) return 0
    if (Number.isNaN(origin)) origin = clock.now() - line.arrived_at / options.speed
    return line.arrived_at / options.speed + origin - clock.now()
  }
  const flush = async (window: Line[]) => {
    if (window.length === 0) return
    const salt = options.freshIds ? progress.salt : undefined
    const shift = { delta: progress.delta, salt }
    const verdict = await deliver(window, progress.lines, shift, sender, clock, options.signal)
    progress = {
      ...progress,
      lines: progress.lines + window.length,
      accepted: progress.accepted + verdict.accepted,
      rejected: progress.rejected + verdict.rejected,
    }
    options.bookmark?.write(progress)
    options.onProgress?.({ done: progress.lines, total: survey.lines })
  }

  const play = async () => {
    let skip = begun.lines
    let window: Line[] = []
    for await (const line of readRecordings(files)) {
      if (skip-- > 0) continue
      if (window.length >= WINDOW_LINES || untilDue(line) > 0) {
        await flush(window)
        window = []
      }
      const wait = untilDue(line)
      if (wait > 0) await clock.sleep(wait, options.signal)
      options.signal?.throwIfAborted()
      window.push(line)
    }
    await flush(window)
  }
  await play().catch(error => {
    if (!options.signal?.aborted) throw error
  })
  const finished = progress.lines >= survey.lines
  if (finished) options.bookmark?.remove()
  const onReplayClock = (at: number) => (Number.isNaN(at) ? null : Math.floor(at + progress.delta))
  return {
    sent: progress.lines,
    resumed: begun.lines,
    total: survey.lines,
    accepted: progress.accepted,
    rejected: progress.rejected,
    retries: sender.retries,
    from_at: onReplayClock(survey.first_at),
    to_at: onReplayClock(survey.last_at),
    elapsed_ms: clock.now() - started,
    finished,
  }
}
