// One key for all that is kept: the bucket, the stream, the catalog, the functions' environments.
import { account, keeping, nameOf } from './app.ts'

export function makeKey() {
  const key = new aws.kms.Key(
    'LakeKey',
    {
      description: nameOf('lake'),
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: $jsonStringify({
        Version: '2012-10-17',
        Statement: [
          {
            // AWS's own default: without it no IAM policy could allow the key to anybody, nor could it be managed again.
            Sid: 'ByIam',
            Effect: 'Allow',
            Principal: { AWS: $interpolate`arn:aws:iam::${account}:root` },
            Action: 'kms:*',
            Resource: '*',
          },
          {
            // An alarm is told through an encrypted topic.
            Sid: 'Alarms',
            Effect: 'Allow',
            Principal: { Service: ['cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
            Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceAccount': account } },
          },
        ],
      }),
    },
    keeping,
  )
  new aws.kms.Alias('LakeKeyAlias', { name: `alias/${nameOf('lake')}`, targetKeyId: key.keyId })
  return key
}
