// What stands before a function that is asked over HTTP: CloudFront, and behind it the function's own URL.
//
// CloudFront, because TLS ends near the sender, a WAF can stand on it (API Gateway's HTTP APIs take none) and it costs nothing
// by itself. The URL would answer to anybody: CloudFront could sign its requests (origin access control), but then whoever
// posts must send the body's SHA-256 along, which beacons and SDKs do not. So CloudFront sends a secret, and the function
// refuses what comes without it.
import { nameOf } from './app.ts'
import type { Made } from './lambda.ts'

/** AWS's own policies: no caching; every header, cookie and query but Host, which must be the function URL's. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
const ALL_BUT_HOST = 'b689b0a8-53d0-40ab-baf2-68738e2966ac'

/** The sender's address, in a header that a sender cannot set; what it sent under this name is overwritten. */
const ADDRESS = `function handler(event) {
  event.request.headers['x-viewer-address'] = { value: event.viewer.ip }
  return event.request
}`

/** For the environment of the function, as ORIGIN_SECRET: made once per stage, and kept in its state, encrypted. */
export const makeSecret = (name: string) =>
  $util.secret(new random.RandomPassword(name, { length: 48, special: false }).result)

export interface FrontOptions {
  readonly about: string
  readonly secret: $util.Input<string>
  /** The most requests an address may make in five minutes; null: no WAF. */
  readonly rate_rule?: number | null
}

/**
 * @param name of the resources: Collect
 * @returns the address that the world has, without a slash at its end
 */
export function makeFront(name: string, made: Made, { about, secret, rate_rule = null }: FrontOptions) {
  const part = name.toLowerCase()
  const url = new aws.lambda.FunctionUrl(`${name}Url`, { functionName: made.resource.name, authorizationType: 'NONE' })
  // AWS asks for both, and means the URL alone with the second.
  new aws.lambda.Permission(`${name}UrlPermission`, {
    action: 'lambda:InvokeFunctionUrl',
    function: made.resource.name,
    principal: '*',
    functionUrlAuthType: 'NONE',
  })
  new aws.lambda.Permission(`${name}CallPermission`, {
    action: 'lambda:InvokeFunction',
    function: made.resource.name,
    principal: '*',
    invokedViaFunctionUrl: true,
  })

  const address = new aws.cloudfront.Function(`${name}Address`, {
    name: nameOf(`${part}-address`),
    comment: 'Tells the function who asks',
    runtime: 'cloudfront-js-2.0',
    code: ADDRESS,
    publish: true,
  })
  const distribution = new aws.cloudfront.Distribution(`${name}Front`, {
    comment: `${nameOf(part)}: ${about}`,
    enabled: true,
    httpVersion: 'http2and3',
    isIpv6Enabled: true,
    origins: [
      {
        originId: 'function',
        domainName: url.functionUrl.apply(each => new URL(each).host),
        customHeaders: [{ name: 'x-origin-secret', value: secret }],
        customOriginConfig: {
          httpPort: 80,
          httpsPort: 443,
          originProtocolPolicy: 'https-only',
          originSslProtocols: ['TLSv1.2'],
          originReadTimeout: 60,
        },
      },
    ],
    defaultCacheBehavior: {
      targetOriginId: 'function',
      // A POST would not follow a redirect with its body, and the first try would have been readable on its way.
      viewerProtocolPolicy: 'https-only',
      allowedMethods: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'POST', 'PATCH', 'DELETE'],
      cachedMethods: ['GET', 'HEAD'],
      cachePolicyId: CACHING_DISABLED,
      originRequestPolicyId: ALL_BUT_HOST,
      functionAssociations: [{ eventType: 'viewer-request', functionArn: address.arn }],
    },
    restrictions: { geoRestriction: { restrictionType: 'none' } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    ...(rate_rule !== null && { webAclId: makeWall(name, rate_rule).arn }),
    // No access log: it would hold every visitor's address.
  })
  return { distribution, url: $interpolate`https://${distribution.domainName}` }
}

/** Stops an address that asks more often than it may, for as long as it does. */
function makeWall(name: string, rate_rule: number) {
  const visibility = (metricName: string) => ({
    cloudwatchMetricsEnabled: true,
    metricName,
    // Samples would hold the visitors' addresses.
    sampledRequestsEnabled: false,
  })
  return new aws.wafv2.WebAcl(`${name}Wall`, {
    name: nameOf(`${name.toLowerCase()}-wall`),
    scope: 'CLOUDFRONT',
    // Where everything of CloudFront's is.
    region: 'us-east-1',
    defaultAction: { allow: {} },
    rules: [
      {
        name: 'rate',
        priority: 0,
        action: { block: { customResponse: { responseCode: 429 } } },
        statement: { rateBasedStatement: { limit: rate_rule, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
        visibilityConfig: visibility('rate'),
      },
    ],
    visibilityConfig: visibility(nameOf(name.toLowerCase())),
  })
}
