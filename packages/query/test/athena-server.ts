// What Athena's API says, said by a server of this machine: JSON 1.1 over HTTP, and each answer as it was told.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connectAthena } from '../athena-client.ts'
import { AthenaEngine, type AthenaOptions } from '../athena-engine.ts'

export interface Told {
  /** The states that a statement goes through, one a look; the last one stays. */
  readonly states?: readonly (string | Record<string, unknown>)[]
  readonly columns?: readonly Record<string, unknown>[]
  /** Each page's rows, header and all; undefined is null. */
  readonly pages?: readonly (readonly (readonly (string | undefined)[])[])[]
  readonly statistics?: Record<string, unknown>
}

type Body = Record<string, unknown>
interface Refusal {
  readonly action: string
  readonly type: string
  readonly message: string
  readonly also?: Body
}

export class FakeAthena implements AsyncDisposable {
  /** Every call: action and body. */
  readonly calls: (readonly [action: string, body: Body])[] = []
  /** Calls that are refused, each once, before they are answered. */
  readonly refusals: Refusal[] = []
  /** By the order in which statements begin; the last one stays. */
  told: readonly Told[] = [{}]
  readonly engine: AthenaEngine
  /** As AWS_ENDPOINT_URL has it. */
  readonly url: string
  readonly #server: Server
  readonly #looks = new Map<string, number>()
  readonly #tokens = new Map<string, string>()

  private constructor(server: Server, options: AthenaOptions) {
    this.#server = server
    const { port } = server.address() as AddressInfo
    this.url = `http://127.0.0.1:${port}`
    const athena = connectAthena({
      endpoint: this.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
    })
    this.engine = new AthenaEngine({ workgroup: 'house', database: 'lake' }, options, athena)
  }

  static async open(options: AthenaOptions = {}): Promise<FakeAthena> {
    const server = createServer((request, response) => {
      void readBody(request).then(body => {
        const action = String(request.headers['x-amz-target']).replace('AmazonAthena.', '')
        const { status, answer } = fake.#answer(action, body)
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer))
      })
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const fake = new FakeAthena(server, options)
    return fake
  }

  count(action: string): number {
    return this.calls.filter(([each]) => each === action).length
  }

  /** The statements as they came. */
  get statements(): string[] {
    return this.calls.flatMap(([action, body]) => (action === 'StartQueryExecution' ? String(body.QueryString) : []))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.engine.close()
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  #answer(action: string, body: Body): { status: number; answer: Body } {
    this.calls.push([action, body])
    const at = this.refusals.findIndex(each => each.action === action)
    if (at !== -1) {
      const [{ type, message, also }] = this.refusals.splice(at, 1) as [Refusal]
      return { status: 400, answer: { __type: type, message, Message: message, ...also } }
    }
    const told = this.#answers[action]
    if (told === undefined) return { status: 400, answer: { __type: 'UnknownOperationException', message: action } }
    return { status: 200, answer: told(body) }
  }

  readonly #answers: Record<string, (body: Body) => Body> = {
    StartQueryExecution: ({ ClientRequestToken }) => {
      const token = String(ClientRequestToken)
      if (!this.#tokens.has(token)) this.#tokens.set(token, `statement-${this.#tokens.size}`)
      return { QueryExecutionId: this.#tokens.get(token) }
    },
    GetQueryExecution: ({ QueryExecutionId }) => {
      const id = String(QueryExecutionId)
      const { states = ['SUCCEEDED'], statistics = { DataScannedInBytes: 0 } } = this.#toldOf(id)
      const look = this.#looks.get(id) ?? 0
      this.#looks.set(id, look + 1)
      const state = states[Math.min(look, states.length - 1)]!
      return {
        QueryExecution: {
          QueryExecutionId: id,
          StatementType: 'DML',
          Status: typeof state === 'string' ? { State: state } : state,
          Statistics: statistics,
          EngineVersion: { SelectedEngineVersion: 'AUTO', EffectiveEngineVersion: 'Athena engine version 3' },
        },
      }
    },
    StopQueryExecution: () => ({}),
    // A catalog beside it, with nothing in it.
    'DynamoDB_20120810.BatchGetItem': () => ({ Responses: {}, UnprocessedKeys: {} }),
    GetQueryResults: ({ QueryExecutionId, NextToken }) => {
      const { columns = [], pages = [[]] } = this.#toldOf(String(QueryExecutionId))
      const page = Number(NextToken ?? 0)
      const rows = pages[page]!.map(row => ({
        Data: row.map(text => (text === undefined ? {} : { VarCharValue: text })),
      }))
      return {
        ResultSet: { Rows: rows, ResultSetMetadata: { ColumnInfo: columns } },
        ...(page + 1 < pages.length ? { NextToken: String(page + 1) } : {}),
      }
    },
  }

  #toldOf(id: string): Told {
    return this.told[Math.min(Number(id.replace('statement-', '')), this.told.length - 1)]!
  }
}

async function readBody(request: IncomingMessage): Promise<Body> {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}
