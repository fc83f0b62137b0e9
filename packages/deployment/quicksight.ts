// What QuickSight is asked to make: the data source, a data set for each that dashboards read, and the dashboards themselves,
// the very definitions that our viewer draws. stacks/report.ts deploys these requests; nothing here calls AWS.
import type {
  CreateDashboardCommandInput,
  CreateDataSetCommandInput,
  CreateDataSourceCommandInput,
  DashboardVersionDefinition,
  DatasetParameter,
  InputColumn,
  ResourcePermission,
} from '@aws-sdk/client-quicksight'
import type { Column } from '@clickstream/query/engine'
import type { SavedQuery } from '@clickstream/query/library'
import type { Mapping } from './quicksight-mapping.ts'
import { type Place, writeCustomSql } from './quicksight-sql.ts'

export interface Report {
  readonly stage: string
  readonly account: string
  readonly region: string
  /** The user or group that owns what is made, an ARN. */
  readonly principal: string
  readonly workgroup: string
  /** What Athena is asked as: QuickSight's own role, which the account shares, gets no rights on the lake. */
  readonly role: string
  readonly place: Place
  readonly tags: Readonly<Record<string, string>>
}

/** Rights of an owner, as QuickSight's guide lists them. */
const OWNER = {
  DataSource:
    'DescribeDataSource DescribeDataSourcePermissions PassDataSource UpdateDataSource DeleteDataSource UpdateDataSourcePermissions',
  DataSet:
    'DescribeDataSet DescribeDataSetPermissions PassDataSet DescribeIngestion ListIngestions UpdateDataSet DeleteDataSet CreateIngestion CancelIngestion UpdateDataSetPermissions',
  Dashboard:
    'DescribeDashboard ListDashboardVersions UpdateDashboardPermissions QueryDashboard UpdateDashboard DeleteDashboard DescribeDashboardPermissions UpdateDashboardPublishedVersion',
} as const

/** Ids are of an account and region: stages do not meet. */
const idOf = ({ stage }: Report, name: string) => `clickstream-${stage}-${name}`
const arnOf = (report: Report, kind: 'dataset' | 'datasource', id: string) =>
  `arn:aws:quicksight:${report.region}:${report.account}:${kind}/${id}`

export function makeDataSource(report: Report): CreateDataSourceCommandInput {
  return {
    AwsAccountId: report.account,
    DataSourceId: idOf(report, 'athena'),
    Name: titleOf(report, 'lake'),
    Type: 'ATHENA',
    DataSourceParameters: { AthenaParameters: { WorkGroup: report.workgroup, RoleArn: report.role } },
    Permissions: permit(report, 'DataSource'),
    Tags: tagsOf(report),
  }
}

export function makeDashboard(
  report: Report,
  name: string,
  definition: DashboardVersionDefinition,
): CreateDashboardCommandInput {
  const DataSetIdentifierDeclarations = definition.DataSetIdentifierDeclarations?.map(each => ({
    ...each,
    DataSetArn: arnOf(report, 'dataset', idOf(report, each.DataSetArn!.split('dataset/clickstream-')[1]!)),
  }))
  return {
    AwsAccountId: report.account,
    DashboardId: idOf(report, name),
    Name: titleOf(report, name),
    Definition: { ...definition, DataSetIdentifierDeclarations },
    ValidationStrategy: { Mode: 'STRICT' },
    DashboardPublishOptions: {
      AdHocFilteringOption: { AvailabilityStatus: 'ENABLED' },
      ExportToCSVOption: { AvailabilityStatus: 'ENABLED' },
    },
    Permissions: permit(report, 'Dashboard'),
    Tags: tagsOf(report),
  }
}

/**
 * @param query of dashboards/datasets or a saved query
 * @param mapped its parameters that dashboards give a value
 * @throws Error for one whose columns are not said or of types that QuickSight has not, or that it cannot ask
 */
export function makeDataSet(report: Report, query: SavedQuery, mapped: readonly Mapping[]): CreateDataSetCommandInput {
  const { columns } = query
  if (columns === undefined) throw new Error(`${query.name}: expected a header that says its columns, got none`)
  const SqlQuery = writeCustomSql(query, new Set(mapped.map(({ parameter }) => parameter)), report.place)
  const table = query.name.replaceAll('_', '-')
  const places = columns.filter(({ name }) => name === 'country')
  return {
    AwsAccountId: report.account,
    DataSetId: idOf(report, query.name),
    Name: titleOf(report, query.title),
    // Not SPICE: its copy would be as old as its last refresh, and knows no parameters.
    ImportMode: 'DIRECT_QUERY',
    PhysicalTableMap: {
      [table]: {
        CustomSql: {
          DataSourceArn: arnOf(report, 'datasource', idOf(report, 'athena')),
          Name: query.name,
          SqlQuery,
          Columns: columns.map(toInputColumn),
        },
      },
    },
    LogicalTableMap: {
      [table]: {
        Alias: query.name,
        Source: { PhysicalTableId: table },
        // Maps are drawn of columns that are said to be places.
        ...(places.length > 0 && {
          DataTransforms: places.map(({ name }) => ({
            TagColumnOperation: { ColumnName: name, Tags: [{ ColumnGeographicRole: 'COUNTRY' as const }] },
          })),
        }),
      },
    },
    ...(mapped.length > 0 && { DatasetParameters: mapped.map(each => declareParameter(query, each)) }),
    Permissions: permit(report, 'DataSet'),
    Tags: tagsOf(report),
  }
}

/** A look at the data set alone, without a dashboard, reads this day and no more. */
const SOME_DAY = '2026-01-01T00:00:00Z'

function declareParameter(query: SavedQuery, { parameter, granularity }: Mapping): DatasetParameter {
  const common = {
    Id: `${query.name.replaceAll('_', '-')}-${parameter}`,
    Name: parameter,
    ValueType: 'SINGLE_VALUED',
  } as const
  if (granularity === undefined) {
    const typed = query.parameters.find(({ name }) => name === parameter)?.default
    return { StringDatasetParameter: { ...common, DefaultValues: { StaticValues: typed == null ? [] : [typed] } } }
  }
  // Text here: requests to QuickSight itself have a Date, but Cloud Control takes the text.
  const StaticValues = [SOME_DAY] as unknown as Date[]
  return { DateTimeDatasetParameter: { ...common, TimeGranularity: granularity, DefaultValues: { StaticValues } } }
}

/** QuickSight's name of an Athena type; of a decimal, whether it keeps its digits. */
export function toInputColumn({ name, type }: Column): InputColumn {
  if (type.startsWith('decimal')) return { Name: name, Type: 'DECIMAL', SubType: 'FIXED' }
  const known = (
    {
      varchar: { Type: 'STRING' },
      integer: { Type: 'INTEGER' },
      bigint: { Type: 'INTEGER' },
      double: { Type: 'DECIMAL', SubType: 'FLOAT' },
      boolean: { Type: 'BOOLEAN' },
      date: { Type: 'DATETIME' },
      'timestamp(3)': { Type: 'DATETIME' },
    } as const
  )[type]
  if (known === undefined) throw new Error(`${name}: expected a type that QuickSight has, got ${type}`)
  return { Name: name, ...known }
}

const permit = ({ principal }: Report, kind: keyof typeof OWNER): ResourcePermission[] => [
  { Principal: principal, Actions: OWNER[kind].split(' ').map(action => `quicksight:${action}`) },
]

const tagsOf = ({ tags }: Report) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

const titleOf = ({ stage }: Report, name: string) =>
  `${name[0]!.toUpperCase()}${name.slice(1)}${stage === 'production' ? '' : ` (${stage})`}`
