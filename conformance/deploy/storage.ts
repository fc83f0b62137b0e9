// What holds data: the bucket, the stream, Firehose, tables, the key.
import { type Call, type Calls, type Inputs, rename, same } from './rename.ts'

/** Each setting of a bucket is a request of its own. */
const setting =
  (operation: string, shape: (rest: Inputs) => object) =>
  ({ bucket, ...rest }: Inputs): Call[] => [['s3', operation, { Bucket: bucket, ...shape(rest) }]]

const FIREHOSE = {
  roleArn: 'RoleARN',
  bucketArn: 'BucketARN',
  kinesisStreamArn: 'KinesisStreamARN',
  cloudwatchLoggingOptions: 'CloudWatchLoggingOptions',
}

export const storage: Calls = {
  'aws:dynamodb/table:Table': ({ name, hashKey, rangeKey, attributes, ttl, pointInTimeRecovery, ...rest }) => {
    const KeySchema = [
      { AttributeName: hashKey, KeyType: 'HASH' },
      { AttributeName: rangeKey, KeyType: 'RANGE' },
    ]
    const AttributeDefinitions = rename(attributes, { name: 'AttributeName', type: 'AttributeType' })
    const settings = rename(rest, { serverSideEncryption: 'SSESpecification', kmsKeyArn: 'KMSMasterKeyId' })
    const PointInTimeRecoverySpecification = rename(pointInTimeRecovery, { enabled: 'PointInTimeRecoveryEnabled' })
    return [
      ['dynamodb', 'CreateTable', { TableName: name, KeySchema, AttributeDefinitions, ...settings }],
      ['dynamodb', 'UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: rename(ttl) }],
      ['dynamodb', 'UpdateContinuousBackups', { TableName: name, PointInTimeRecoverySpecification }],
    ]
  },
  'aws:glue/catalogDatabase:CatalogDatabase': inputs => [['glue', 'CreateDatabase', { DatabaseInput: rename(inputs) }]],
  'aws:glue/catalogTable:CatalogTable': ({ databaseName, parameters, storageDescriptor, ...rest }) => {
    const { serDeInfo, ...storage } = storageDescriptor
    const SerdeInfo = { ...rename(serDeInfo), Parameters: serDeInfo.parameters }
    const StorageDescriptor = { ...rename(storage), SerdeInfo }
    const TableInput = { ...rename(rest), Parameters: parameters, StorageDescriptor }
    return [['glue', 'CreateTable', { DatabaseName: databaseName, TableInput }]]
  },
  'aws:glue/crawler:Crawler': ({ s3Targets, ...rest }) => [
    ['glue', 'CreateCrawler', { ...rename(rest), Targets: { S3Targets: rename(s3Targets) } }],
  ],
  'aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream': inputs => {
    const { name, destination, extendedS3Configuration, kinesisSourceConfiguration, serverSideEncryption } = inputs
    const { bufferingSize, bufferingInterval, kmsKeyArn, dynamicPartitioningConfiguration, ...rest } =
      extendedS3Configuration
    const target = {
      ...rename(rest, FIREHOSE),
      BufferingHints: { SizeInMBs: bufferingSize, IntervalInSeconds: bufferingInterval },
      EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: kmsKeyArn } },
      ...(dynamicPartitioningConfiguration && {
        DynamicPartitioningConfiguration: {
          Enabled: dynamicPartitioningConfiguration.enabled,
          RetryOptions: { DurationInSeconds: dynamicPartitioningConfiguration.retryDuration },
        },
      }),
    }
    const source = kinesisSourceConfiguration
      ? { KinesisStreamSourceConfiguration: rename(kinesisSourceConfiguration, FIREHOSE) }
      : { DeliveryStreamEncryptionConfigurationInput: rename(serverSideEncryption, { enabled: null }) }
    const DeliveryStreamType = kinesisSourceConfiguration ? 'KinesisStreamAsSource' : 'DirectPut'
    const request = { DeliveryStreamName: name, DeliveryStreamType, ...source }
    const place = destination === 'extended_s3' ? 'ExtendedS3DestinationConfiguration' : destination
    return [['firehose', 'CreateDeliveryStream', { ...request, [place]: target }]]
  },
  'aws:kinesis/stream:Stream': inputs => {
    const { name, shardCount, streamModeDetails, retentionPeriod, encryptionType, kmsKeyId } = inputs
    const StreamModeDetails = rename(streamModeDetails)
    const request = { StreamName: name, StreamModeDetails, ...(shardCount && { ShardCount: shardCount }) }
    return [
      ['kinesis', 'CreateStream', request],
      ['kinesis', 'IncreaseStreamRetentionPeriod', { StreamName: name, RetentionPeriodHours: retentionPeriod }],
      ['kinesis', 'StartStreamEncryption', { StreamName: name, EncryptionType: encryptionType, KeyId: kmsKeyId }],
    ]
  },
  'aws:kms/alias:Alias': same('kms', 'CreateAlias', { name: 'AliasName' }),
  'aws:kms/key:Key': same('kms', 'CreateKey', { deletionWindowInDays: null, enableKeyRotation: null }),
  'aws:s3/bucket:Bucket': same('s3', 'CreateBucket', { forceDestroy: null }),
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': setting(
    'PutBucketLifecycleConfiguration',
    rest => ({ LifecycleConfiguration: rename(rest, { id: 'ID' }) }),
  ),
  'aws:s3/bucketNotification:BucketNotification': setting(
    'PutBucketNotificationConfiguration',
    ({ lambdaFunctions }) => ({
      NotificationConfiguration: {
        LambdaFunctionConfigurations: lambdaFunctions.map(({ filterPrefix, ...each }: Inputs) => ({
          ...rename(each),
          Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: filterPrefix }] } },
        })),
      },
    }),
  ),
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': setting('PutBucketOwnershipControls', ({ rule }) => ({
    OwnershipControls: { Rules: [rename(rule)] },
  })),
  'aws:s3/bucketPolicy:BucketPolicy': setting('PutBucketPolicy', rename),
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': setting('PutPublicAccessBlock', rest => ({
    PublicAccessBlockConfiguration: rename(rest),
  })),
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': setting(
    'PutBucketEncryption',
    rest => ({
      ServerSideEncryptionConfiguration: rename(rest, {
        sseAlgorithm: 'SSEAlgorithm',
        kmsMasterKeyId: 'KMSMasterKeyID',
      }),
    }),
  ),
  'aws:s3/bucketVersioning:BucketVersioning': setting('PutBucketVersioning', rename),
}
