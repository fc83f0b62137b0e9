// Colours that say something: what failed, what is more than it should be.
import type { KPIConditionalFormattingOption, TableConditionalFormattingOption } from '@aws-sdk/client-quicksight'
import type { Group, Value } from './field.ts'
import type { Cell } from './source.ts'

const BAD = '#C2410C'
const GOOD = '#15803D'

/**
 * Text of a column in a colour, where something holds of the row.
 * @param expression in QuickSight's language, `{status} = 'failed'`.
 */
export function colorCell(
  { id }: Group | Value | Cell,
  expression: string,
  color = BAD,
): TableConditionalFormattingOption {
  return { Cell: { FieldId: id, TextFormat: { TextColor: { Solid: { Expression: expression, Color: color } } } } }
}

/** The change of a KPI in colours the other way round, where less is better. @param value such as `{bounce_rate}`. */
export function welcomeLess(value: string): KPIConditionalFormattingOption[] {
  return [
    { ComparisonValue: { TextColor: { Solid: { Expression: `${value} > 0`, Color: BAD } } } },
    { ComparisonValue: { TextColor: { Solid: { Expression: `${value} < 0`, Color: GOOD } } } },
  ]
}

/** The number of a KPI in a colour, where something holds of it. */
export function colorNumber(expression: string, color = BAD): KPIConditionalFormattingOption {
  return { PrimaryValue: { TextColor: { Solid: { Expression: expression, Color: color } } } }
}
