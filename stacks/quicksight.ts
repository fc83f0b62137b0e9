// QuickSight: a data source, a data set for each that dashboards read, and the dashboards. By Cloud Control, which takes the
// requests as QuickSight's own API has them: Pulumi's resource of a dashboard has no definition, that of a data set no parameters.
import { join } from 'node:path'
import { dashboards } from '@clickstream/dashboards/dashboards'
import { makeDashboard, makeDataSet, makeDataSource, type Report } from '@clickstream/deployment/quicksight'
import { findMappings } from '@clickstream/deployment/quicksight-mapping'
import { queryable } from '@clickstream/events/tables'
import { loadLibrary } from '@clickstream/query/library'
import { account, region, settings, stage } from './app.ts'
import type { Lake } from './lake.ts'
import type { Asked } from './query.ts'
import { makeRole } from './role.ts'

export async function quicksight({ database }: Lake, { workgroup, statements }: Asked) {
  const principal = settings.report.quicksight_principal
  if (principal === null) return
  const role = makeRole('ReportRole', 'quicksight', 'quicksight.amazonaws.com', [
    ...statements,
    // Its driver looks at the workgroup, and takes answers as a stream.
    { actions: ['athena:GetWorkGroup', 'athena:GetQueryResultsStream'], resources: [workgroup.arn] },
  ])
  const report = $resolve([account, workgroup.name, role.arn, database.name]).apply(
    ([account, workgroup, role, database]): Report => ({
      stage,
      account,
      region,
      principal,
      workgroup,
      role,
      place: { database, tables: new Set(Object.keys(queryable)) },
      tags: { app: $app.name, stage },
    }),
  )
  const make = (
    kind: string,
    name: string,
    request: (report: Report) => object,
    dependsOn: aws.cloudcontrol.Resource[],
  ) =>
    new aws.cloudcontrol.Resource(
      `Report${kind}-${name}`,
      {
        typeName: `AWS::QuickSight::${kind}`,
        desiredState: report.apply(each => JSON.stringify(request(each))),
      },
      { dependsOn },
    )

  const folders = ['dashboards/datasets', 'queries'].map(folder => join($cli.paths.root, folder))
  const queries = (await Promise.all(folders.map(loadLibrary))).flat()
  const source = make('DataSource', 'athena', makeDataSource, [])
  const sets = [...findMappings(dashboards)].map(([name, mapped]) => {
    const query = queries.find(each => each.name === name)
    if (query === undefined) throw new Error(`${name}: expected a file of dashboards/datasets or queries, got none`)
    return make('DataSet', name, each => makeDataSet(each, query, mapped), [source])
  })
  for (const [name, definition] of Object.entries(dashboards)) {
    make('Dashboard', name, each => makeDashboard(each, name, definition), sets)
  }
}
