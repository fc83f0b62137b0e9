// The collector: CloudFront, the firewall, the function.
import { type Charge, charge, chargeFunction } from '../charge.ts'
import { DAYS, flowOf, GIB, type Load, MILLION } from '../load.ts'
import { known } from '../measured.ts'
import type { Settings } from '../settings.ts'

export function chargeCollect(settings: Settings, load: Load): Charge[] {
  const { collector } = settings
  const flow = flowOf(settings, load)
  const requests = flow.requests * DAYS
  const seconds = requests * (known('put_wait') + 1 / (known('collect_rate') * known('lambda_core')))
  return [
    charge('cloudfront_request', 'requests to the collector', requests / MILLION),
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
