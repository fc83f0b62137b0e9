// What keeps the lake right and derives from it, by the clock: one function a job, of one code.
import { doors } from '@clickstream/deployment/doors'
import { type Schedule, schedules } from '@clickstream/deployment/schedules'
import { queryable } from '@clickstream/events/tables'
import { nameOf, settings } from './app.ts'
import type { Collected } from './collect.ts'
import type { Lake } from './lake.ts'
import { keepFailures, type Made, makeFunction, makeQueue, type Watched, watch } from './lambda.ts'
import { catalogRights, encryption, mirrorRights, names, objects } from './rights.ts'
import { makeRole } from './role.ts'

export function jobs(lake: Lake, { stream, streamUrl }: Pick<Collected, 'stream' | 'streamUrl'>) {
  const queue = makeQueue('JobsQueue', 'jobs-failed')
  const group = new aws.scheduler.ScheduleGroup('JobsGroup', { name: nameOf('jobs') })
  const made: Made[] = []

  for (const [i, schedule] of schedules.entries()) {
    const { job, every_minutes, values } = schedule
    const order = values(settings)
    if (order === null) continue
    const id = `Job${job[0]!.toUpperCase()}${job.slice(1)}`
    const run = makeFunction(doors.jobs, {
      name: id,
      part: `job-${job}`,
      about: `Runs the job ${job}`,
      key: lake.key,
      environment: {
        LAKE: lake.lakeUrl,
        CATALOG: lake.catalogUrl,
        STREAM: streamUrl,
        ARCHIVE: settings.archive.writer,
        // The other half is for what is read, and for Node.
        JOB_MEMORY: String(Math.floor(settings.jobs.memory_mib / 2)),
        TMPDIR: '/tmp',
      },
      statements: [
        ...rightsOf(schedule, lake),
        // Up to when the lake is complete.
        {
          actions: ['kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords'],
          resources: [stream.arn],
        },
        { actions: ['sqs:SendMessage'], resources: [queue.arn] },
      ],
      memory_mib: settings.jobs.memory_mib,
      timeout_s: settings.jobs.timeout_s,
      disk_mib: settings.jobs.disk_mib,
      at_once: settings.jobs.reserve_concurrency ? 1 : null,
      ...(made[0] && { like: made[0] }),
    })
    // A run that was broken off is gone on with by the next; one that failed is tried once more, then somebody is told.
    keepFailures(id, run, queue, 1)
    const caller = makeRole(`${id}CallerRole`, `call-${job}`, 'scheduler.amazonaws.com', [
      { actions: ['lambda:InvokeFunction'], resources: [run.arn] },
      { actions: ['sqs:SendMessage'], resources: [queue.arn] },
    ])
    new aws.scheduler.Schedule(`${id}Schedule`, {
      name: nameOf(job),
      groupName: group.name,
      description: `Runs the job ${job}`,
      scheduleExpression: expressEvery(every_minutes, i),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: run.arn,
        roleArn: caller.arn,
        input: JSON.stringify({ job, values: order }),
        // Of the call, which is soon answered; not of the run.
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 900 },
        deadLetterConfig: { arn: queue.arn },
      },
    })
    made.push(run)
  }
  return {
    watched: [
      ...made.map(each => watch('job', each)),
      { kind: 'queue', name: 'jobs-failed', id: queue.name },
    ] satisfies Watched[] as Watched[],
  }
}

/** As EventBridge Scheduler has it, in UTC; one job after the other within the hour, not all at once. */
function expressEvery(minutes: number, place: number): string {
  const minute = (place * 7) % 60
  if (minutes === 24 * 60) return `cron(${minute} 3 * * ? *)`
  if (minutes === 60) return `cron(${minute} * * * ? *)`
  if (60 % minutes === 0) return `cron(${minute % minutes}/${minutes} * * * ? *)`
  throw new RangeError(`schedule: expected a day, an hour or a whole part of one, got ${minutes} minutes`)
}

function rightsOf({ changes, puts = [] }: Schedule, lake: Lake) {
  const known = [...Object.keys(queryable).map(table => `${table}/`), 'versions/']
  return [
    objects(lake, 'read', known),
    objects(lake, 'change', changes),
    ...(puts.length > 0 ? [objects(lake, 'write', puts)] : []),
    names(lake),
    encryption(lake, 'write', 'tables'),
    catalogRights(lake, 'change'),
    mirrorRights(lake, Object.keys(queryable), 'change'),
  ]
}
