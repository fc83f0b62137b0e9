// What an alarm is: what it watches, when it rings, what it means and what to do.
import type { Step } from '@clickstream/events/emf'
import type { Settings } from './settings.ts'

/** What an alarm may watch, and where CloudWatch keeps its metrics. */
export const subjects = {
  /** The stream itself. */
  stream: { namespace: 'AWS/Kinesis', dimension: 'StreamName' },
  /** A function that answers people or apps. */
  door: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** A function that reads the stream, and must miss nothing of it. */
  consumer: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** A function that AWS calls for a file, a delivery, or the counts of a minute: what it misses is elsewhere, too. */
  helper: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** A function that runs by the clock. */
  job: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  /** What could not be handled waits here: any message is one too many. */
  queue: { namespace: 'AWS/SQS', dimension: 'QueueName' },
  /** A Firehose. */
  delivery: { namespace: 'AWS/Firehose', dimension: 'DeliveryStreamName' },
  /** A Firehose that reads the stream. */
  reader: { namespace: 'AWS/Firehose', dimension: 'DeliveryStreamName' },
} as const

export type Kind = keyof typeof subjects

export interface Metric {
  readonly name: string
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum' | 'Average'
  /** Whose: unless said, the subject's. A step's are our own (packages/events/emf.ts). */
  readonly of?: 'stream' | Step
}

export interface Alarm {
  /** The name that the alarm ends with, and its section in docs/deploy.md. */
  readonly name: string
  /** One alarm for each subject of this kind; `stage`: one in all. */
  readonly watches: Kind | 'stage'
  /** By the names that the expression knows them by. */
  readonly metrics: Readonly<Record<string, Metric>>
  /** CloudWatch's metric math; unless said, the one metric. */
  readonly expression?: string
  /** It rings above this. */
  readonly above: number | ((settings: Settings) => number)
  /** As people read it, after `above`: 15 minutes, 5 % …; zero, where one is one too many. */
  readonly limit: string
  readonly period_s: 60 | 300 | 3600
  /** It rings when so many of the last so many periods were above. */
  readonly within: readonly [periods: number, of: number]
  /** What no data is taken for: notBreaching where quiet is fine, breaching where somebody should have spoken. */
  readonly missing: 'notBreaching' | 'breaching'
  readonly means: string
  readonly mend: string
}

/** By the stage's settings. */
export const limitOf = ({ above }: Alarm, settings: Settings): number =>
  typeof above === 'number' ? above : above(settings)
