// A dashboard: a QuickSight definition with the name of its file.
import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight'
import type { SavedQuery } from '@clickstream/query/library'

export interface Dashboard {
  /** The file's name without .ts. */
  readonly name: string
  readonly definition: DashboardVersionDefinition
}

/**
 * What visuals are drawn from: a saved query whose header says its columns, by the name that DataSetIdentifierDeclarations
 * have. Rows of dashboards/datasets hold more than the period asked for, by days at either end: a filter of the dashboard's
 * makes it exact, in the view's own zone. Those of queries/ are exact, and their days are UTC.
 */
export type DataSet = SavedQuery & { readonly columns: NonNullable<SavedQuery['columns']> }
