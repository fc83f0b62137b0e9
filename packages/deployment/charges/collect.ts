// The collector: CloudFront, the firewall, the function.
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { DAYS, flowOf, GIB, type Load, MILLION, paceOf } from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'

/** A request's time, s: until Kinesis has its events, and its own work. */
export const requestSeconds = ({ collector }: Settings): number =>
  known('put_wait') + 1 / paceOf(known('collect_rate'), collector.memory_mib, 1)

export function chargeCollect(settings: Settings, load: Load): Charge[] {
  const { collector } = settings
  const flow = flowOf(settings, load)
  const requests = flow.requests * DAYS
  const seconds = requests * requestSeconds(settings)
  return [
    charge('cloudfront_request', 'requests to the collector', requests / MILLION),
    charge('cloudfront_function', "the visitor's address told", requests / MILLION),
    charge('cloudfront_origin', 'events on to the function', (flow.events * DAYS * load.event_bytes) / GIB),
    charge('cloudfront_out', 'answers', (requests * known('answer')) / GIB),
    ...(collector.rate_rule === null
      ? []
      : [
          charge('waf_acl', 'list of rules', 1),
          charge('waf_rule', 'rate rule', 1),
          charge('waf_request', 'requests looked at', requests / MILLION),
        ]),
    ...chargeFunction('collect', requests, seconds, collector.memory_mib),
  ]
}
