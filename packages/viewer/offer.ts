// What a viewer offers wherever it runs: the dashboards of this house, the data sets they are drawn from, the saved questions.
import { dashboards } from '@clickstream/dashboards/dashboards'
import { loadLibrary, type SavedQuery } from '@clickstream/query/library'
import type { DataSet } from './dashboard.ts'
import type { Sources } from './sources.ts'

export type Offer = Pick<Sources, 'dashboards' | 'datasets' | 'queries'>

/**
 * Reads the two folders of .sql files; a saved question that says its columns is a data set, too.
 * @throws QueryError naming file and line of a header that is not right
 */
export async function loadOffer(queriesFolder: string, datasetsFolder: string): Promise<Offer> {
  const [queries, rows] = await Promise.all([loadLibrary(queriesFolder), loadLibrary(datasetsFolder)])
  return {
    dashboards: Object.entries(dashboards).map(([name, definition]) => ({ name, definition })),
    datasets: new Map([...queries, ...rows].filter(isDataSet).map(each => [each.name, each])),
    queries,
  }
}

function isDataSet(query: SavedQuery): query is DataSet {
  return query.columns !== undefined
}
