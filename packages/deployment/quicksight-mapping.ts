// Which parameters of its data sets each dashboard gives a value.
import type { DashboardVersionDefinition, MappedDataSetParameter, TimeGranularity } from '@aws-sdk/client-quicksight'

export interface Mapping {
  /** The data set's parameter, letters and digits as QuickSight wants them. */
  readonly parameter: string
  /** Of a time; a text has none. */
  readonly granularity?: TimeGranularity
}

/**
 * By data set: its parameters that dashboards give a value, in the order of their names; none for a data set without.
 * @throws Error when two dashboards give one of different kinds, or when one leaves out what another gives.
 */
export function findMappings(
  dashboards: Readonly<Record<string, DashboardVersionDefinition>>,
): Map<string, readonly Mapping[]> {
  const found = new Map<string, readonly Mapping[]>()
  for (const [dashboard, definition] of Object.entries(dashboards)) {
    for (const { Identifier, DataSetArn } of definition.DataSetIdentifierDeclarations ?? []) {
      const name = DataSetArn!.split('dataset/clickstream-')[1]!
      const mappings = readMappings(definition, Identifier!)
      const before = found.get(name)
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(mappings)) {
        throw new Error(
          `${dashboard}: expected parameters of ${name} as other dashboards give them, ${JSON.stringify(before)}, ` +
            `got ${JSON.stringify(mappings)}`,
        )
      }
      found.set(name, mappings)
    }
  }
  return found
}

function readMappings(definition: DashboardVersionDefinition, identifier: string): Mapping[] {
  const mappings = (definition.ParameterDeclarations ?? []).flatMap(declaration => {
    const time = declaration.DateTimeParameterDeclaration
    const text = declaration.StringParameterDeclaration
    const isOfIt = ({ DataSetIdentifier }: MappedDataSetParameter) => DataSetIdentifier === identifier
    const mapped = [...(time?.MappedDataSetParameters ?? []), ...(text?.MappedDataSetParameters ?? [])].filter(isOfIt)
    return mapped.map(({ DataSetParameterName }): Mapping => {
      const parameter = DataSetParameterName!
      if (text?.ParameterValueType === 'MULTI_VALUED') {
        throw new Error(`${identifier}.${parameter}: expected a parameter of one value, got ${text.Name}`)
      }
      return time === undefined ? { parameter } : { parameter, granularity: time.TimeGranularity ?? 'DAY' }
    })
  })
  return mappings.sort((a, b) => (a.parameter < b.parameter ? -1 : 1))
}
