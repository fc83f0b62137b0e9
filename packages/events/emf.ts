// What a function on AWS tells of its work: one line of JSON in its log, out of which CloudWatch makes metrics without a call.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html

/** Every metric's namespace; its dimensions are `stage` and `step`. */
export const NAMESPACE = 'Clickstream'

/** Who counts: the step its function is of. Two steps may have a metric of one name. */
export type Step = 'collect' | 'transform' | 'refused' | 'live' | 'jobs'

/** CloudWatch takes no more metrics in a line. */
const MAX_METRICS = 100

/**
 * The line for these metrics: `_ms` are milliseconds, `bytes` bytes, all others counts. What is no finite number is left
 * out, as CloudWatch would drop the whole line for it. `facts` go along for whoever reads the log; they are no metrics.
 * @param now ms since 1970
 * @throws RangeError for more than 100 metrics
 */
export function metricLine(
  stage: string,
  step: Step,
  metrics: Readonly<Record<string, number | null>>,
  now: number,
  facts: Readonly<Record<string, unknown>> = {},
): string {
  const given = Object.entries(metrics).filter(([, value]) => Number.isFinite(value))
  if (given.length > MAX_METRICS) {
    throw new RangeError(`metrics: expected at most ${MAX_METRICS} a line, got ${given.length}`)
  }
  const Metrics = given.map(([Name]) => ({ Name, Unit: unitOf(Name) }))
  const CloudWatchMetrics = [{ Namespace: NAMESPACE, Dimensions: [['stage', 'step']], Metrics }]
  return JSON.stringify({
    ...facts,
    ...Object.fromEntries(given),
    stage,
    step,
    _aws: { Timestamp: Math.floor(now), CloudWatchMetrics },
  })
}

/** Whether this process is a Lambda function: nowhere else does anybody make metrics of a log. */
export function isOnLambda(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.AWS_LAMBDA_FUNCTION_NAME !== undefined
}

/**
 * Tells CloudWatch, where this process is a Lambda function; else nothing. The line goes past `console`, around which Lambda
 * puts words of its own where its logs are JSON, and no metrics come of those.
 */
export function tellMetrics(
  step: Step,
  metrics: Readonly<Record<string, number | null>>,
  facts: Readonly<Record<string, unknown>> = {},
  { env = process.env, clock = Date.now, write = writeOut }: MetricEffects = {},
): void {
  if (isOnLambda(env)) write(`${metricLine(env.STAGE ?? 'unnamed', step, metrics, clock(), facts)}\n`)
}

export interface MetricEffects {
  readonly env?: NodeJS.ProcessEnv
  /** ms since 1970 */
  readonly clock?: () => number
  readonly write?: (text: string) => void
}

function writeOut(text: string): void {
  process.stdout.write(text)
}

function unitOf(name: string): 'Milliseconds' | 'Bytes' | 'Count' {
  if (name.endsWith('_ms')) return 'Milliseconds'
  return name === 'bytes' || name.endsWith('_bytes') ? 'Bytes' : 'Count'
}
