// One bucket per stage: what is under which prefix, and how long it stays. The table of prefixes: docs/deploy.md.
import { sizes } from '@clickstream/deployment/sizes'
import { account, keeping, kept, nameOf, region, settings } from './app.ts'
import { FAILED } from './rights.ts'

export function makeBucket(key: aws.kms.Key) {
  const bucket = new aws.s3.Bucket(
    'LakeBucket',
    // Names of buckets are shared by all of AWS.
    { bucket: $interpolate`${nameOf(region)}-${account}`, forceDestroy: !kept },
    keeping,
  )
  const of = { bucket: bucket.bucket }

  const versioning = new aws.s3.BucketVersioning('LakeVersioning', {
    ...of,
    versioningConfiguration: { status: 'Enabled' },
  })
  new aws.s3.BucketServerSideEncryptionConfiguration('LakeEncryption', {
    ...of,
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
        // Else each object is a request to KMS.
        bucketKeyEnabled: true,
      },
    ],
  })
  new aws.s3.BucketOwnershipControls('LakeOwnership', { ...of, rule: { objectOwnership: 'BucketOwnerEnforced' } })
  const closed = new aws.s3.BucketPublicAccessBlock('LakeAccess', {
    ...of,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  })
  new aws.s3.BucketPolicy(
    'LakePolicy',
    {
      ...of,
      policy: $jsonStringify({
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'OnlyTls',
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: [bucket.arn, $interpolate`${bucket.arn}/*`],
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      }),
    },
    { dependsOn: [closed] },
  )

  const { glacier_after_days, expire_after_days } = settings.archive
  const expiring = (id: string, days: number, prefix = `${id}/`) => ({
    id,
    status: 'Enabled',
    filter: { prefix },
    expiration: { days },
  })
  new aws.s3.BucketLifecycleConfiguration(
    'LakeLifecycle',
    {
      ...of,
      rules: [
        {
          id: 'raw',
          status: 'Enabled',
          filter: { prefix: 'raw/' },
          transitions: [{ days: glacier_after_days, storageClass: 'GLACIER_IR' }],
          ...(expire_after_days === null ? {} : { expiration: { days: expire_after_days } }),
        },
        expiring('athena', settings.query.results_expire_after_days),
        // Rows of `rejected` have been made of these, or the redrive job has had a month for them.
        expiring('refused', 30),
        expiring('failed', 30),
        expiring('given-up', 30, FAILED),
        {
          id: 'old-versions',
          status: 'Enabled',
          filter: { prefix: '' },
          // In these days what was removed or overwritten can be had back; after them what `forget` removed is gone for good.
          noncurrentVersionExpiration: { noncurrentDays: sizes.bucket.noncurrent_days },
          expiration: { expiredObjectDeleteMarker: true },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 2 },
        },
      ],
    },
    { dependsOn: [versioning] },
  )
  return bucket
}
