// What can be chosen on a dashboard: its period, and the values of dimensions that have the same name in every data set.
import type { MappedDataSetParameter, ParameterDeclaration } from '@aws-sdk/client-quicksight'

/** Beginning and end as a rolling date, both included. */
export interface Period {
  readonly from: string
  readonly to: string
  /** DAY: whole days. */
  readonly granularity: 'DAY' | 'MINUTE'
}

const TODAY = "truncDate('DD', now())"

/** The last so many days, today included. */
export function lastDays(days: number): Period {
  return { from: `addDateTime(${1 - days}, 'DD', ${TODAY})`, to: TODAY, granularity: 'DAY' }
}

export function lastMinutes(minutes: number): Period {
  return { from: `addDateTime(${-minutes}, 'MI', now())`, to: 'now()', granularity: 'MINUTE' }
}

export interface Choice {
  readonly title: string
  /** The column it filters, in every data set that has it. */
  readonly column: string
  /** Chosen unless something else is; none is all values. */
  readonly defaults?: readonly string[]
  /** What is offered; unless said, all values that there are. */
  readonly values?: readonly string[]
}

export const CHOICES = {
  app: { title: 'App', column: 'app' },
  country: { title: 'Country', column: 'country' },
  device: { title: 'Device', column: 'device_type' },
  channel: { title: 'Channel', column: 'channel' },
  campaign: { title: 'Campaign', column: 'utm_campaign' },
  link: { title: 'Link', column: 'short_code' },
  traffic: {
    title: 'Traffic',
    column: 'traffic',
    defaults: ['human'],
    values: ['human', 'bot', 'preview'],
  },
} as const satisfies Readonly<Record<string, Choice>>

export type ChoiceName = keyof typeof CHOICES

/** Amounts of other currencies are left out of sums: they cannot be added up. */
export const CURRENCIES = ['USD', 'EUR', 'GBP', 'INR', 'JPY']

export interface ParameterOptions {
  readonly period: Period
  readonly choices: readonly ChoiceName[]
  /** Defaults that are not those of the choice. */
  readonly chosen: Readonly<Partial<Record<ChoiceName, readonly string[]>>>
  readonly others: readonly ParameterDeclaration[]
  /** Parameters of data sets that have a parameter's value, by its name. */
  readonly mapped: Readonly<Record<string, readonly MappedDataSetParameter[]>>
}

export function declareParameters(options: ParameterOptions): ParameterDeclaration[] {
  const { period, choices, chosen, others, mapped } = options
  const times = (['from', 'to'] as const).map(
    (Name): ParameterDeclaration => ({
      DateTimeParameterDeclaration: {
        Name,
        DefaultValues: { RollingDate: { Expression: period[Name] } },
        TimeGranularity: period.granularity,
        MappedDataSetParameters: [...(mapped[Name] ?? [])],
      },
    }),
  )
  const strings = choices.map((Name): ParameterDeclaration => {
    const { defaults = [] }: Choice = CHOICES[Name]
    const values = chosen[Name] ?? defaults
    return {
      StringParameterDeclaration: {
        Name,
        ParameterValueType: 'MULTI_VALUED',
        ...(values.length === 0 ? {} : { DefaultValues: { StaticValues: [...values] } }),
        MappedDataSetParameters: [...(mapped[Name] ?? [])],
      },
    }
  })
  return [...times, ...strings, ...others]
}

/** One currency that amounts are shown in. */
export function declareCurrency(mapped: readonly MappedDataSetParameter[]): ParameterDeclaration {
  return {
    StringParameterDeclaration: {
      Name: 'currency',
      ParameterValueType: 'SINGLE_VALUED',
      DefaultValues: { StaticValues: ['USD'] },
      MappedDataSetParameters: [...mapped],
    },
  }
}
