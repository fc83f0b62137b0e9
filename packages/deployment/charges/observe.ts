// CloudWatch: logs, metrics, alarms, the board; X-Ray where it is on.
import type { Alarm } from '../alarm.ts'
import { alarms } from '../alarms.ts'
import { type Charge, charge } from '../charge.ts'
import { consumersOf, DAYS, flowOf, GIB, type Load, MILLION } from '../load.ts'
import { known } from '../measured.ts'
import { schedules } from '../schedules.ts'
import type { Settings } from '../settings.ts'

/** Metrics of our own (packages/events/emf.ts): of collect 4, transform 6, refused 1, live 3, jobs 8. */
const METRICS = 22

/** Lines a day of an instance of the collector. */
const TOLD_A_DAY = 8640

/** Instances of the collector that are at work, on average; one at least. */
function instancesOf(requests: number): number {
  return Math.max(1, (requests / 86_400) * known('put_wait') * 2)
}

/** How many there are of each kind that alarms watch, one alarm each. */
function subjectsOf(settings: Settings): Readonly<Record<Alarm['watches'], number>> {
  const { archive, collector, live, report } = settings
  const [lambda, firehose] = archive.writer === 'lambda' ? [1, 0] : [0, 1]
  const apart = collector.rejected_apart ? 1 : 0
  return {
    stage: 1,
    stream: 1,
    door: report.viewer ? 2 : 1,
    consumer: 1 + lambda,
    helper: firehose + apart + (live ? 1 : 0),
    job: schedules.filter(({ values }) => values(settings) !== null).length,
    queue: apart + 1,
    delivery: firehose + apart,
    reader: firehose,
  }
}

/** Alarms are counted by the metrics they look at. */
export function countAlarms(settings: Settings): number {
  const subjects = subjectsOf(settings)
  return alarms.reduce((sum, { watches, metrics }) => sum + subjects[watches] * Object.keys(metrics).length, 0)
}

export function chargeObserve(settings: Settings, load: Load): Charge[] {
  const { observe } = settings
  const { requests, batches } = flowOf(settings, load)
  // The collector says what it did every ten seconds, each of its instances; the others after each batch.
  const told = Math.min(requests, instancesOf(requests) * TOLD_A_DAY)
  const runs = batches * consumersOf(settings)
  const logs = ((told + runs) * DAYS * known('log_line')) / GIB
  return [
    charge('logs_in', 'logs of functions', logs),
    charge('logs_kept', 'logs of functions', logs * (observe.log_days / DAYS)),
    charge('metric', 'of our own', METRICS),
    charge('alarm', 'alarms', countAlarms(settings)),
    charge('board', 'the board', 1),
    ...(observe.tracing ? [charge('trace', 'batches', (runs * DAYS * known('traced')) / MILLION)] : []),
  ]
}
