// QuickSight and the viewer: what our dashboards say is what is deployed, and each can be left out.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CreateDataSetCommandInput } from '@aws-sdk/client-quicksight'
import { dashboards } from '@clickstream/dashboards/dashboards'
import { beforeAll, describe, expect, test } from 'vitest'
import { findWide } from './policy.ts'
import { open, type Stage, stageOf, stageWith } from './stage.ts'

const principal = 'arn:aws:quicksight:us-east-1:123456789012:group/default/analysts'
const stateOf = ({ inputs }: { inputs: { desiredState: string } }) => JSON.parse(inputs.desiredState)

describe('QuickSight', () => {
  let stage: Stage
  beforeAll(async () => {
    stage = await stageWith({ report: { quicksight_principal: principal, viewer: false } })
  })
  const of = (kind: string) =>
    stage
      .all('aws:cloudcontrol/resource:Resource')
      .filter(({ inputs }) => inputs.typeName === `AWS::QuickSight::${kind}`)

  test('it synthesises', () => expect(stage.synthesis.errors).toEqual([]))

  test('each dashboard is deployed as the viewer draws it', () => {
    const deployed = of('Dashboard').map(stateOf)
    expect(deployed.map(({ DashboardId }) => DashboardId.replace('clickstream-personal-', '')).sort()).toEqual(
      Object.keys(dashboards).sort(),
    )
    for (const { DashboardId, Definition } of deployed) {
      const drawn = dashboards[DashboardId.replace('clickstream-personal-', '')]
      const { DataSetIdentifierDeclarations: _, ...rest } = Definition
      const { DataSetIdentifierDeclarations: __, ...expected } = drawn
      expect(rest).toEqual(JSON.parse(JSON.stringify(expected)))
    }
  })

  test('what a dashboard reads is deployed before it, and a data set after its source', () => {
    const sets = of('DataSet')
    const arns = sets.map(each => `arn:aws:quicksight:us-east-1:123456789012:dataset/${stateOf(each).DataSetId}`)
    for (const dashboard of of('Dashboard')) {
      for (const { DataSetArn } of stateOf(dashboard).Definition.DataSetIdentifierDeclarations)
        expect(arns).toContain(DataSetArn)
      expect(dashboard.options.dependsOn).toEqual(expect.arrayContaining(sets.map(({ urn }) => urn)))
    }
    const [source] = of('DataSource')
    for (const set of sets) {
      expect(set.options.dependsOn).toContain(source.urn)
      const { PhysicalTableMap }: CreateDataSetCommandInput = stateOf(set)
      const CustomSql = Object.values(PhysicalTableMap!)[0].CustomSql!
      expect(CustomSql.DataSourceArn).toMatch(new RegExp(`:datasource/${stateOf(source).DataSourceId}$`))
      // In the database that the stage has, by name: QuickSight knows no other.
      expect(CustomSql.SqlQuery).toContain(`"${stage.one('aws:glue/catalogDatabase:CatalogDatabase').inputs.name}".`)
    }
  })

  test('the principal owns all of it, and Athena is asked in our workgroup, as a role of ours', () => {
    for (const kind of ['DataSource', 'DataSet', 'Dashboard']) {
      for (const { Permissions, Tags } of of(kind).map(stateOf)) {
        expect(Permissions.map(({ Principal }: { Principal: string }) => Principal)).toEqual([principal])
        expect(Tags).toContainEqual({ Key: 'stage', Value: 'personal' })
      }
    }
    const { AthenaParameters } = stateOf(of('DataSource')[0]).DataSourceParameters
    expect(AthenaParameters.WorkGroup).toBe(stage.one('aws:athena/workgroup:Workgroup').inputs.name)
    const role = stage.one('aws:iam/role:Role', 'ReportRole')
    expect(AthenaParameters.RoleArn).toContain(role.inputs.name)
    const trust = JSON.parse(open(role.inputs).assumeRolePolicy).Statement
    expect(trust).toMatchObject([{ Principal: { Service: 'quicksight.amazonaws.com' }, Action: 'sts:AssumeRole' }])
    expect(stage.statements('ReportRole').flatMap(findWide)).toEqual([])
  })

  test('the role reads tables and writes answers alone', () => {
    expect(stage.actionsOn('ReportRole', '/events/')).toEqual(['s3:GetObject'])
    expect(stage.actionsOn('ReportRole', '/athena/')).toContain('s3:PutObject')
    for (const kept of ['/raw/', '/refused/', '/failed/', '/bundles/'])
      expect(stage.actionsOn('ReportRole', kept)).toEqual([])
    const actions = stage.statements('ReportRole').flatMap(({ Action }) => Action)
    expect(actions.filter(action => /glue:(Create|Update|Delete|Batch[CUD])/.test(action))).toEqual([])
  })

  test('the viewer is left out where the stage has none', () => {
    expect(stage.synthesis.resources.filter(({ name }) => name.startsWith('View'))).toEqual([])
    expect(stage.synthesis.outputs.viewer).toBeUndefined()
  })
})

describe('the viewer', () => {
  const stage = stageOf('production')

  test('knows where to ask, and has a token and the secret of what stands before it', () => {
    const environment = stage.environment('view')
    expect(environment).toMatchObject({
      STAGE: 'production',
      ENGINE: `athena:${stage.one('aws:athena/workgroup:Workgroup').inputs.name}/clickstream_production`,
      VIEW_TOKEN: 'the-view-token-of-tests',
    })
    expect(environment.CATALOG).toMatch(/^glue:clickstream_production\/clickstream-production-catalog$/)
    expect(environment.ORIGIN_SECRET.length).toBeGreaterThanOrEqual(32)
    expect(environment.ORIGIN_SECRET).toBe(
      open(stage.one('Distribution', 'ViewFront').inputs).origins[0].customHeaders[0].value,
    )
    expect(Object.keys(environment)).not.toContain('WRITE_KEYS')
  })

  test('reads tables, catalog and counts, and changes nothing but answers', () => {
    expect(stage.actionsOn('ViewRole', 'table/clickstream-production-catalog')).toEqual([
      'dynamodb:BatchGetItem',
      'dynamodb:Query',
    ])
    expect(stage.actionsOn('ViewRole', '/events/')).toEqual(['s3:GetObject'])
    expect(stage.actionsOn('ViewRole', ':workgroup/')).toEqual([
      'athena:GetQueryExecution',
      'athena:GetQueryResults',
      'athena:StartQueryExecution',
      'athena:StopQueryExecution',
    ])
    const writing = stage
      .statements('ViewRole')
      .filter(({ Action }) => [Action].flat().some(action => /:(Put|Delete|Update|Create|BatchWrite)/.test(action)))
      .filter(({ Action }) => ![Action].flat().every(action => action.startsWith('logs:')))
    expect(writing.flatMap(({ Resource }) => Resource)).toEqual([expect.stringMatching(/\/athena\/\*$/)])
  })

  test('a token that the function would not start with stops the deploy', () => {
    const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8')
    const leastOf = (text: string) => /export const LEAST_TOKEN = (\d+)/.exec(text)?.[1]
    expect(leastOf(read('../view.ts'))).toBe(leastOf(read('../../packages/viewer/token.ts')))
    expect(leastOf(read('../view.ts'))).toMatch(/^\d+$/)
  })

  test('QuickSight is left out where nobody is named', () => {
    expect(stage.all('aws:cloudcontrol/resource:Resource')).toEqual([])
    expect(stage.all('aws:iam/role:Role').map(({ name }) => name)).not.toContain('ReportRole')
  })
})
