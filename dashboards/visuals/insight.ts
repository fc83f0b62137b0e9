// A sentence: which is the greatest, and how great.
import type { Computation } from '@aws-sdk/client-quicksight'
import type { Group, Value } from './field.ts'
import { frame, type Part, type PartOptions, slug } from './part.ts'

/** The greatest of a group, such as the country with most clicks. */
export function top(title: string, group: Group, value: Value, options: PartOptions & { size?: number } = {}): Part {
  const { size = 1 } = options
  return insight(title, group, options, {
    TopBottomRanked: {
      ComputationId: `top-${slug(group.label)}`,
      Name: value.label,
      Category: group.field,
      Value: value.field,
      ResultSize: size,
      Type: 'TOP',
    },
  })
}

function insight(title: string, { column }: Group, options: PartOptions, computation: Computation): Part {
  return {
    title,
    draw: id => ({
      InsightVisual: {
        ...frame(id, title, options),
        DataSetIdentifier: column.DataSetIdentifier!,
        InsightConfiguration: { Computations: [computation] },
      },
    }),
  }
}
