// Requests that we send to AWS, held against botocore: the Python SDK's description of the services, made by Amazon.
import { join } from 'node:path'
import { preparePython, run } from './python.ts'
import { readReport } from './report.ts'
import type { Outcome } from './step.ts'

/** Newer ones know more members; one is pinned, so that the same tree gives the same outcome. */
export const BOTOCORE = '1.44.5'

export interface Request {
  readonly name: string
  readonly service: string
  readonly operation: string
  readonly request: object
}

interface Finding {
  readonly values: number
  readonly unreadable: readonly string[]
  readonly faults: Readonly<Record<string, readonly string[]>>
}

/** Wrong in one way each, and what must be said of it: proof that a fault would be found. */
const WRONG: readonly (readonly [name: string, sheet: unknown, expected: RegExp])[] = [
  ['an unknown member', { SheetId: 'a', Colour: 'red' }, /Unknown parameter .*Colour/],
  ['a missing member', { Name: 'a' }, /Missing required parameter .*SheetId/],
  ['another type', { SheetId: 7 }, /Invalid type .*SheetId/],
  ['an empty text', { SheetId: '' }, /Invalid length .*SheetId/],
  [
    'a value that is none of the enum',
    { SheetId: 'a', ContentType: 'LIVE' },
    /ContentType: expected one of .*, got LIVE/,
  ],
  ['characters out of the pattern', { SheetId: 'a b' }, /SheetId: expected \[.*, got a b/],
  ['a text too long', { SheetId: 'a'.repeat(513) }, /SheetId: expected 1 to 512 characters, got 513/],
  ['a list too long', { SheetId: 'a', Layouts: [grid(0), grid(0)] }, /Layouts: expected 1 to 1 items, got 2/],
  ['a number too great', { SheetId: 'a', Layouts: [grid(36)] }, /ColumnIndex: expected 0 to 35.*, got 36/],
]

function grid(column: number) {
  const Elements = [{ ElementId: 'a', ElementType: 'VISUAL', ColumnIndex: column, ColumnSpan: 1, RowSpan: 1 }]
  return { Configuration: { GridLayout: { Elements } } }
}

export async function validate(requests: readonly Request[]): Promise<Finding> {
  const python = await preparePython('botocore', BOTOCORE)
  return JSON.parse(await run(python, [join(import.meta.dirname, 'requests.py')], JSON.stringify(requests)))
}

/** What the report stack asks for, as QuickSight's own API would be asked, and requests that are wrong, which must be refused. */
export async function compareRequests(): Promise<Outcome> {
  const right = (await readReport()).map(({ name, kind, request }): Request => {
    return { name, service: 'quicksight', operation: `Create${kind}`, request }
  })
  const dashboard = right.find(({ operation }) => operation === 'CreateDashboard')!
  const wrong = WRONG.map(([name, sheet]): Request => {
    const Definition = { DataSetIdentifierDeclarations: [], Sheets: [sheet] }
    return { ...dashboard, name, request: { ...dashboard.request, Definition } }
  })
  const { values, unreadable, faults } = await validate([...right, ...wrong])
  const missed = WRONG.filter(([name, , expected]) => !expected.test((faults[name] ?? []).join('\n')))
  return {
    compared: `${right.length} requests and ${wrong.length} wrong ones, ${values} values, botocore ${BOTOCORE}`,
    faults: [
      ...right.flatMap(({ name }) => (faults[name] ?? []).map(fault => `${name}: ${fault}`)),
      ...missed.map(
        ([name, , expected]) => `${name}: expected ${expected}, got ${faults[name]?.join('; ') ?? 'nothing'}`,
      ),
      ...unreadable.map(pattern => `botocore: expected a pattern that Python reads, got ${pattern}`),
    ],
  }
}
