// A Kinesis in memory that answers as it is told to, and a clock that goes only while somebody waits.
import type { GetRecordsOutput, PutRecordsInput, PutRecordsOutput } from '@aws-sdk/client-kinesis'
import { KinesisStream } from '../kinesis.ts'
import type { KinesisApi } from '../kinesis-client.ts'

/** An error as the SDK throws it. */
export function fault(name: string, message = 'as told', more: object = {}): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 }, ...more })
}

export const THROTTLED = 'ProvisionedThroughputExceededException'

/** Of each record: taken, or the code it is refused with. */
type Verdict = string | undefined

export class FakeKinesis implements KinesisApi {
  /** What was taken, in order, as text. */
  readonly taken: string[] = []
  readonly puts: PutRecordsInput[] = []
  /** Asked for each record of each put: the code it is refused with, or undefined. May throw, as the whole request does. */
  judge: (text: string, put: number) => Verdict = () => undefined
  /** Answers of getRecords, by iterator. */
  pages: (iterator: string) => GetRecordsOutput | Error = () => ({ Records: [], MillisBehindLatest: 0 })
  readonly iterators: string[] = []
  /** The names of the shards, a page of the list each. */
  lists: string[][] = [['shardId-000000000000']]
  isClosed = false

  async putRecords(input: PutRecordsInput): Promise<PutRecordsOutput> {
    const put = this.puts.push(input)
    const Records = input.Records!.map(({ Data }) => {
      const text = Buffer.from(Data!).toString()
      const ErrorCode = this.judge(text, put)
      if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'as told' }
      return { ShardId: 'shardId-000000000000', SequenceNumber: String(this.taken.push(text)) }
    })
    return { Records, FailedRecordCount: Records.filter(each => 'ErrorCode' in each).length }
  }

  async getShardIterator(input: Parameters<KinesisApi['getShardIterator']>[0]) {
    const iterator = `${input.ShardId}/${input.StartingSequenceNumber ?? 'oldest'}`
    this.iterators.push(iterator)
    return { ShardIterator: iterator }
  }

  async getRecords({ ShardIterator }: Parameters<KinesisApi['getRecords']>[0]): Promise<GetRecordsOutput> {
    const page = this.pages(ShardIterator!)
    if (page instanceof Error) throw page
    return page
  }

  async listShards({ NextToken }: Parameters<KinesisApi['listShards']>[0]) {
    const page = Number(NextToken ?? 0)
    const next = page + 1 < this.lists.length ? { NextToken: String(page + 1) } : {}
    return { Shards: this.lists[page]!.map(ShardId => ({ ShardId })) as never, ...next }
  }

  close(): void {
    this.isClosed = true
  }
}

/** A stream over it, whose waits are over at once and are added up. */
export function openFake(now = 1_790_000_000_000) {
  const kinesis = new FakeKinesis()
  const time = { now, waited: 0 }
  const stream = new KinesisStream('clicks', kinesis, {
    clock: () => time.now,
    random: () => 0.5,
    sleep: async ms => {
      time.now += ms
      time.waited += ms
    },
  })
  return { kinesis, stream, time }
}
