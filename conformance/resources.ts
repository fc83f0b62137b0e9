// What Cloud Control is asked to make, held against CloudFormation's schemas, by which it checks what it is asked.
import { join } from 'node:path'
import { preparePython, run } from './python.ts'
import { readReport } from './report.ts'
import type { Outcome } from './step.ts'

/** Its schemas are AWS's of some day; one is pinned, so that the same tree gives the same outcome. */
const CFN_LINT = '1.58.0'

interface State {
  readonly name: string
  readonly type: string
  readonly state: object
}

/** Wrong in one way each, and what must be said of it: proof that a fault would be found. */
const WRONG: readonly (readonly [name: string, kind: string, change: object, expected: RegExp])[] = [
  ['a property that there is not', 'DataSource', { Colour: 'red' }, /Colour: .*not allowed/],
  ['what only AWS may say', 'DataSet', { Arn: 'arn' }, /Arn: .*not allowed/],
  ['a value that is none of the enum', 'DataSource', { Type: 'LAKE' }, /Type: .*is not one of/],
  [
    'a name out of the pattern',
    'DataSet',
    { DatasetParameters: [{ StringDatasetParameter: { Id: 'a', Name: 'late_days', ValueType: 'SINGLE_VALUED' } }] },
    /Name: 'late_days' does not match/,
  ],
  [
    'a list too long',
    'Dashboard',
    { Permissions: Array(65).fill({ Principal: 'a', Actions: ['a'] }) },
    /Permissions: /,
  ],
  ['a missing property', 'Dashboard', { Name: undefined }, /'Name' is a required property/],
]

/** The data source, every data set and every dashboard as they are deployed, and some that are wrong, which must be refused. */
export async function compareResources(): Promise<Outcome> {
  const asked = await readReport()
  const typeOf = (kind: string) => `AWS::QuickSight::${kind}`
  const right = asked.map(({ name, kind, request }): State => ({ name, type: typeOf(kind), state: request }))
  const wrong = WRONG.map(([name, kind, change]): State => {
    const { request } = asked.find(each => each.kind === kind)!
    return { name, type: typeOf(kind), state: { ...request, ...change } }
  })
  const python = await preparePython('cfn-lint', CFN_LINT)
  const script = join(import.meta.dirname, 'resources.py')
  const { faults }: { faults: Readonly<Record<string, readonly string[]>> } = JSON.parse(
    await run(python, [script], JSON.stringify([...right, ...wrong])),
  )
  const missed = WRONG.filter(([name, , , expected]) => !expected.test((faults[name] ?? []).join('\n')))
  return {
    compared: `${right.length} resources and ${wrong.length} wrong ones, schemas of cfn-lint ${CFN_LINT}`,
    faults: [
      ...right.flatMap(({ name }) => (faults[name] ?? []).map(fault => `${name}: ${fault}`)),
      ...missed.map(
        ([name, , , expected]) => `${name}: expected ${expected}, got ${faults[name]?.join('; ') ?? 'nothing'}`,
      ),
    ],
  }
}
