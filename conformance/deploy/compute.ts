// What runs, what calls it, what may do what, and what stands before it.
import { type Call, type Calls, count, type Inputs, rename, same } from './rename.ts'

export const compute: Calls = {
  'aws:cloudfront/distribution:Distribution': ({ origins, defaultCacheBehavior, ...rest }, name) => {
    const { allowedMethods, cachedMethods, functionAssociations, ...behavior } = defaultCacheBehavior
    const config = rename(rest, {
      isIpv6Enabled: 'IsIPV6Enabled',
      cloudfrontDefaultCertificate: 'CloudFrontDefaultCertificate',
      webAclId: 'WebACLId',
    })
    const request = {
      ...config,
      CallerReference: name,
      Restrictions: { GeoRestriction: { ...config.Restrictions.GeoRestriction, Quantity: 0 } },
      Origins: count(origins.map(makeOrigin)),
      DefaultCacheBehavior: {
        ...rename(behavior),
        AllowedMethods: { ...count(allowedMethods), CachedMethods: count(cachedMethods) },
        FunctionAssociations: count(rename(functionAssociations, { functionArn: 'FunctionARN' })),
      },
    }
    return [['cloudfront', 'CreateDistribution', { DistributionConfig: request }]]
  },
  'aws:cloudfront/function:Function': ({ name, code, publish, ...config }) => [
    ['cloudfront', 'CreateFunction', { Name: name, FunctionCode: code, FunctionConfig: rename(config) }],
  ],
  'aws:iam/role:Role': ({ name, assumeRolePolicy, inlinePolicies, managedPolicyArns = [], ...rest }) => [
    ['iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: assumeRolePolicy, ...rename(rest) }],
    ...inlinePolicies.map((each: Inputs): Call => {
      return ['iam', 'PutRolePolicy', { RoleName: name, PolicyName: each.name, PolicyDocument: each.policy }]
    }),
    ...managedPolicyArns.map((PolicyArn: string): Call => ['iam', 'AttachRolePolicy', { RoleName: name, PolicyArn }]),
  ],
  'aws:lambda/eventSourceMapping:EventSourceMapping': same('lambda', 'CreateEventSourceMapping', {
    destinationArn: 'Destination',
  }),
  'aws:lambda/function:Function': ({ name, s3Bucket, s3Key, environment, reservedConcurrentExecutions, ...rest }) => {
    const request = {
      FunctionName: name,
      Code: { S3Bucket: s3Bucket, S3Key: s3Key },
      Environment: { Variables: environment.variables },
      ...rename(rest, { kmsKeyArn: 'KMSKeyArn' }),
    }
    const most = { FunctionName: name, ReservedConcurrentExecutions: reservedConcurrentExecutions }
    return [
      ['lambda', 'CreateFunction', request],
      ...(reservedConcurrentExecutions === undefined ? [] : [['lambda', 'PutFunctionConcurrency', most] as const]),
    ]
  },
  'aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig': same('lambda', 'PutFunctionEventInvokeConfig'),
  'aws:lambda/functionUrl:FunctionUrl': same('lambda', 'CreateFunctionUrlConfig', { authorizationType: 'AuthType' }),
  'aws:lambda/permission:Permission': ({ function: of, ...rest }, name) => [
    ['lambda', 'AddPermission', { FunctionName: of, StatementId: name, ...rename(rest) }],
  ],
  'aws:scheduler/schedule:Schedule': same('scheduler', 'CreateSchedule'),
  'aws:scheduler/scheduleGroup:ScheduleGroup': same('scheduler', 'CreateScheduleGroup'),
  'aws:wafv2/webAcl:WebAcl': ({ region, rules, ...rest }) => {
    const names = { cloudwatchMetricsEnabled: 'CloudWatchMetricsEnabled' }
    return [['wafv2', 'CreateWebACL', { ...rename(rest, names), Rules: rename(rules, names) }]]
  },
}

function makeOrigin({ originId, customHeaders, customOriginConfig, ...origin }: Inputs) {
  const { originSslProtocols, ...config } = customOriginConfig
  return {
    Id: originId,
    ...rename(origin),
    CustomHeaders: count(rename(customHeaders, { name: 'HeaderName', value: 'HeaderValue' })),
    CustomOriginConfig: {
      ...rename(config, { httpPort: 'HTTPPort', httpsPort: 'HTTPSPort' }),
      OriginSslProtocols: count(originSslProtocols),
    },
  }
}
