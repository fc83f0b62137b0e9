// How numbers are written: the formats that the fields of dashboards have.
import type { DateTimeFormatConfiguration, NumericFormatConfiguration } from '@aws-sdk/client-quicksight'

const THOUSANDS = { ThousandsSeparator: { Symbol: 'COMMA', Visibility: 'VISIBLE' } } as const

function plain(decimals: number, suffix?: string): NumericFormatConfiguration {
  return {
    NumberDisplayFormatConfiguration: {
      SeparatorConfiguration: THOUSANDS,
      DecimalPlacesConfiguration: { DecimalPlaces: decimals },
      ...(suffix === undefined ? {} : { Suffix: suffix }),
    },
  }
}

/** 12,345 */
export const WHOLE = plain(0)
/** 12.3 */
export const TENTHS = plain(1)
/** 12,345.67: money, whose currency the dashboard's parameter says. */
export const MONEY = plain(2)
/** 95 s */
export const SECONDS = plain(0, ' s')
/** 12.3%: of a ratio, 0.123. */
export const PERCENT: NumericFormatConfiguration = {
  PercentageDisplayFormatConfiguration: { DecimalPlacesConfiguration: { DecimalPlaces: 1 } },
}

export const TO_THE_MINUTE: DateTimeFormatConfiguration = { DateTimeFormat: 'YYYY-MM-DD HH:mm' }
export const TO_THE_SECOND: DateTimeFormatConfiguration = { DateTimeFormat: 'YYYY-MM-DD HH:mm:ss' }
