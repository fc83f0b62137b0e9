import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'

test('is asked without a word about it: the SDK finds it in the environment', async () => {
  expect((await new S3Client().send(new ListBucketsCommand())).Buckets ?? []).toBeInstanceOf(Array)
})
