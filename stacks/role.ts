// Roles of exactly one service, with exact actions on exact ARNs.
import { account, nameOf } from './app.ts'

/** What a role may do. */
export interface Statement {
  readonly actions: readonly string[]
  readonly resources: readonly $util.Input<string>[]
  /** Operator to key to value, as in IAM: { StringLike: { 's3:prefix': ['raw/*'] } } */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, $util.Input<string | string[]>>>>>
}

/**
 * Services that say for which account they take a role on, and are held to this one. The others do not say; a role can be
 * given to them by its own account only.
 */
const SAYS_WHOM = ['scheduler.amazonaws.com']

/**
 * What a role is asked for with.
 * @param part names it in AWS: clickstream-<stage>-<part>
 * @param service that alone may take it on: lambda.amazonaws.com
 */
export const describeRole = (part: string, service: string, statements: readonly Statement[]) => ({
  name: nameOf(part),
  assumeRolePolicy: $jsonStringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
        ...(SAYS_WHOM.includes(service) && { Condition: { StringEquals: { 'aws:SourceAccount': account } } }),
      },
    ],
  }),
  // Within the role, so that who takes it on has its rights from the first moment.
  inlinePolicies: [
    {
      name: 'exact',
      policy: $jsonStringify({
        Version: '2012-10-17',
        Statement: statements.map(({ actions, resources, condition }) => ({
          Effect: 'Allow',
          Action: actions,
          Resource: resources,
          ...(condition && { Condition: condition }),
        })),
      }),
    },
  ],
  // None of AWS's own, nor of somebody's who attached one by hand.
  managedPolicyArns: [],
})

/** A role, by its name among the resources and what `describeRole` takes. */
export const makeRole = (name: string, ...what: Parameters<typeof describeRole>) =>
  new aws.iam.Role(name, describeRole(...what))
