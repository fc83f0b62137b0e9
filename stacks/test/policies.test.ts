// Least right: who may do what, over all stacks.
import { describe, expect, test } from 'vitest'
import { findTrust, findWide, type Statement } from './policy.ts'
import { STAGES } from './setup.ts'
import { open, type Stage, stageOf } from './stage.ts'

/** Every identity policy, by the name of what has it. */
function identityPolicies(stage: Stage): [name: string, Statement[]][] {
  const roles = stage.all('aws:iam/role:Role').map(({ name, inputs }): [string, Statement[]] => [
    name,
    // biome-ignore lint/suspicious/noExplicitAny: as recorded
    (open(inputs).inlinePolicies ?? []).flatMap(({ policy }: any) => JSON.parse(policy).Statement),
  ])
  const others = ['aws:iam/rolePolicy:RolePolicy', 'aws:iam/policy:Policy'].flatMap(type =>
    stage.all(type).map(({ name, inputs }): [string, Statement[]] => [name, JSON.parse(open(inputs).policy).Statement]),
  )
  return [...roles, ...others]
}

describe.each(STAGES)('%s', name => {
  const stage = stageOf(name)

  test('no policy has a wildcard for an action, nor one for a resource that AWS can name', () => {
    const wide = identityPolicies(stage).flatMap(([of, statements]) =>
      statements.flatMap(findWide).map(fault => `${of}: ${fault}`),
    )
    expect(wide).toEqual([])
  })

  test('every role has statements of its own, and no policy of AWS', () => {
    for (const { name, inputs } of stage.all('aws:iam/role:Role')) {
      expect(open(inputs).managedPolicyArns ?? [], name).toEqual([])
      expect(stage.statements(name).length, name).toBeGreaterThan(0)
    }
    expect(stage.all('aws:iam/rolePolicyAttachment:RolePolicyAttachment')).toEqual([])
  })

  // SST 4.17.1 lets the whole account take on a function's role.
  test('every role is trusted to one service', () => {
    const roles = stage.all('aws:iam/role:Role')
    const faults = roles.flatMap(({ name, inputs }) =>
      JSON.parse(open(inputs).assumeRolePolicy)
        .Statement.flatMap(findTrust)
        .map((fault: string) => `${name} ${fault}`),
    )
    expect(faults).toEqual([])
    expect(roles.length).toBeGreaterThan(10)
  })

  test('no two functions share a role', () => {
    const functions = stage.all('Function').filter(({ type }) => type.startsWith('aws:lambda'))
    const roles = functions.map(({ inputs }) => inputs.role)
    expect(new Set(roles).size).toBe(functions.length)
  })

  test('the lake is denied to whoever comes without TLS, and to the public', () => {
    const policy = JSON.parse(open(stage.one('BucketPolicy', 'LakePolicy').inputs).policy)
    expect(policy.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    )
    expect(policy.Statement.filter(({ Effect }: Statement) => Effect === 'Allow')).toEqual([])
    const buckets = stage.all('aws:s3/bucket:Bucket').map(({ inputs }) => inputs.bucket)
    const closed = stage
      .all('BucketPublicAccessBlock')
      .filter(({ inputs }) =>
        ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'].every(
          each => inputs[each],
        ),
      )
    expect(closed.map(({ inputs }) => inputs.bucket)).toEqual(buckets)
  })

  test('a function is called by those only who have a reason to', () => {
    for (const { name, inputs } of stage.all('aws:lambda/permission:Permission')) {
      if (inputs.principal !== '*') {
        expect(inputs.sourceArn ?? inputs.sourceAccount, name).toBeTruthy()
        continue
      }
      // By its URL alone, and there it asks for CloudFront's secret.
      expect(inputs.functionUrlAuthType === 'NONE' || inputs.invokedViaFunctionUrl === true, name).toBe(true)
      const part = inputs.function.replace(`clickstream-${stage.synthesis.app.stage}-`, '')
      expect(stage.environment(part), name).toHaveProperty('ORIGIN_SECRET')
    }
  })
})

test('a policy that is too wide is found', () => {
  const allow = (Action: string | string[], Resource: string | string[]) =>
    findWide({ Effect: 'Allow', Action, Resource })
  expect(allow('s3:*', 'arn:aws:s3:::lake/events/*')).toEqual(['action s3:*'])
  expect(allow('s3:Get*', 'arn:aws:s3:::lake/events/*')).toEqual(['action s3:Get*'])
  expect(allow('*', 'arn:aws:s3:::lake/events/*')).toEqual(['action *'])
  for (const wide of [
    '*',
    'arn:aws:s3:::*',
    'arn:aws:s3:::lake/*',
    'arn:aws:s3:::lake*',
    'arn:aws:s3:::*/events/*',
    'arn:aws:glue:us-east-1:1:table/*',
    'arn:aws:glue:us-east-1:1:table/lake/*',
    'arn:aws:dynamodb:us-east-1:1:table/*',
    'arn:aws:kinesis:us-east-1:1:stream/ev*',
    'arn:aws:logs:us-east-1:1:*',
    'arn:aws:logs:us-east-1:1:log-group:*',
    'arn:aws:lambda:us-east-1:1:function:clickstream-?',
  ]) {
    expect(allow('a:Do', wide), wide).toEqual([`resource ${wide} for a:Do`])
  }
  expect(allow('xray:PutTraceSegments', '*')).toEqual([])
  expect(allow(['xray:PutTraceSegments', 's3:GetObject'], '*')).toHaveLength(1)
  for (const exact of [
    'arn:aws:s3:::lake',
    'arn:aws:s3:::lake/events/*',
    'arn:aws:logs:us-east-1:1:log-group:/aws/lambda/collect:*',
    'arn:aws:glue:us-east-1:1:table/lake/crawled_*',
    'arn:aws:kinesis:us-east-1:1:stream/events',
  ]) {
    expect(allow('a:Do', exact), exact).toEqual([])
  }
  expect(findWide({ Effect: 'Allow', Action: 'a:Do' })).toEqual(['no resource'])
})

test('a role that trusts too many is found', () => {
  const trust = (Principal: unknown, Condition?: Statement['Condition']) =>
    findTrust({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...(Condition && { Condition }) })
  expect(trust({ Service: 'lambda.amazonaws.com' })).toEqual([])
  // As SST has it.
  expect(trust({ Service: 'lambda.amazonaws.com', AWS: 'arn:aws:iam::1:root' })).toHaveLength(1)
  expect(trust('*')).toHaveLength(1)
  expect(trust({ Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] })).toHaveLength(1)
  expect(trust({ Service: 'scheduler.amazonaws.com' })).toEqual(['scheduler.amazonaws.com for any account'])
  expect(trust({ Service: 'scheduler.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '1' } })).toEqual([])
})
