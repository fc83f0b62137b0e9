// Everything that the report stack asks QuickSight for, of every dashboard, as for some account.
import { join } from 'node:path'
import { dashboards } from '../dashboards/dashboards.ts'
import { makeDashboard, makeDataSet, makeDataSource, type Report } from '../packages/deployment/quicksight.ts'
import { findMappings } from '../packages/deployment/quicksight-mapping.ts'
import { queryable } from '../packages/events/tables.ts'
import { loadLibrary } from '../packages/query/library.ts'

export interface Asked {
  readonly name: string
  readonly kind: 'DataSource' | 'DataSet' | 'Dashboard'
  readonly request: object
}

const [account, region] = ['123456789012', 'us-east-1']
const report: Report = {
  stage: 'test',
  account,
  region,
  principal: `arn:aws:quicksight:${region}:${account}:group/default/analysts`,
  workgroup: 'clickstream-test-query',
  role: `arn:aws:iam::${account}:role/clickstream-test-quicksight`,
  place: { database: 'clickstream_test', tables: new Set(Object.keys(queryable)) },
  tags: { app: 'clickstream', stage: 'test' },
}

export async function readReport(): Promise<Asked[]> {
  const folders = ['dashboards/datasets', 'queries'].map(folder => join(import.meta.dirname, '..', folder))
  const queries = new Map((await Promise.all(folders.map(loadLibrary))).flat().map(each => [each.name, each] as const))
  return [
    { name: 'the lake', kind: 'DataSource', request: makeDataSource(report) },
    ...[...findMappings(dashboards)].map(([name, mapped]): Asked => {
      return { name: `data set ${name}`, kind: 'DataSet', request: makeDataSet(report, queries.get(name)!, mapped) }
    }),
    ...Object.entries(dashboards).map(([name, definition]): Asked => {
      return { name: `dashboard ${name}`, kind: 'Dashboard', request: makeDashboard(report, name, definition) }
    }),
  ]
}
