// What of Kinesis's API is used. Region, credentials and endpoint are the SDK's own business: it reads AWS_REGION and the like.
import type {
  GetRecordsInput,
  GetRecordsOutput,
  GetShardIteratorInput,
  GetShardIteratorOutput,
  ListShardsInput,
  ListShardsOutput,
  PutRecordsInput,
  PutRecordsOutput,
} from '@aws-sdk/client-kinesis'

/** Each method sends once, or as often as is said below. */
export interface KinesisApi {
  putRecords(input: PutRecordsInput): Promise<PutRecordsOutput>
  getShardIterator(input: GetShardIteratorInput): Promise<GetShardIteratorOutput>
  getRecords(input: GetRecordsInput): Promise<GetRecordsOutput>
  listShards(input: ListShardsInput): Promise<ListShardsOutput>
  close(): void
}

const CONNECT_MS = 1000
/** A page of 10 MiB may take its time. */
const READ_MS = 15_000
/** A put that has no answer by then is sent again: what waits with it is somebody's request. */
const PUT_MS = 3000

/** Kinesis itself. Loaded here and not before, as the laptop has no need of it. */
export async function openKinesis(): Promise<KinesisApi> {
  const { GetRecordsCommand, GetShardIteratorCommand, KinesisClient, ListShardsCommand, PutRecordsCommand } =
    await import('@aws-sdk/client-kinesis')
  const { NodeHttpHandler } = await import('@smithy/node-http-handler')
  const client = new KinesisClient({
    // Whoever calls tries again by rules of their own, within a time of their own.
    maxAttempts: 1,
    // The client's own is HTTP/2, and a Lambda function that was frozen wakes up with connections that are gone.
    requestHandler: new NodeHttpHandler({
      connectionTimeout: CONNECT_MS,
      requestTimeout: READ_MS,
      throwOnRequestTimeout: true,
    }),
  })
  return {
    putRecords: input => client.send(new PutRecordsCommand(input), { requestTimeout: PUT_MS }),
    getShardIterator: input => client.send(new GetShardIteratorCommand(input)),
    getRecords: input => client.send(new GetRecordsCommand(input)),
    listShards: input => client.send(new ListShardsCommand(input)),
    close: () => client.destroy(),
  }
}
