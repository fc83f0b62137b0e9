// How numbers and times are written, and what conditions hold: against texts written down by hand.
import { describe, expect, test } from 'vitest'
import { formatPattern, formatTime } from '../page/visuals/clock.ts'
import { meets, readCondition, readConditionColor, readSign } from '../page/visuals/condition.ts'
import { readFields } from '../page/visuals/field.ts'
import { nameValue } from '../page/visuals/names.ts'
import { formatNumber, formatShare } from '../page/visuals/number.ts'
import { contrast, DARK, LIGHT, mix, readLuminance, tuneScale } from '../page/visuals/theme.ts'
import { pickTicks } from '../page/visuals/tick.ts'
import { cutTime, listBuckets, readWall } from '../page/visuals/time.ts'

describe('numbers', () => {
  test('without a format', () => {
    expect(formatNumber(1234567, undefined, true)).toBe('1,234,567')
    expect(formatNumber(0.123456, undefined, false)).toBe('0.12')
    expect(formatNumber(0.000123, undefined, false)).toBe('0.000123')
    expect(formatNumber(-1234.56, undefined, false)).toBe('−1,235')
    expect(formatNumber(-0.001, undefined, true)).toBe('0')
    expect(formatNumber(Number.NaN, undefined, true)).toBe('–')
  })

  test.each([
    [950, '950'],
    [1000, '1k'],
    [12345, '12.3k'],
    [999_960, '1M'],
    [123_456, '123k'],
    [1e12, '1T'],
    [-2.5e6, '−2.5M'],
    [0.25, '0.25'],
  ])('short: %d is %s', (value, text) => {
    expect(formatNumber(value, undefined, false, 'short')).toBe(text)
  })

  test('as the definition says', () => {
    const money = {
      CurrencyDisplayFormatConfiguration: { Symbol: 'EUR', DecimalPlacesConfiguration: { DecimalPlaces: 2 } },
    }
    expect(formatNumber(1234.5, money, false)).toBe('€1,234.50')
    expect(formatNumber(-1234.5, money, false, 'short')).toBe('−€1.2k')
    const percent = { PercentageDisplayFormatConfiguration: { DecimalPlacesConfiguration: { DecimalPlaces: 1 } } }
    expect(formatNumber(0.12345, percent, false)).toBe('12.3%')
    const indian = {
      NumberDisplayFormatConfiguration: {
        SeparatorConfiguration: { ThousandsSeparator: { Symbol: 'COMMA', GroupingStyle: 'LAKHS' } },
        Suffix: ' s',
      },
    } as const
    expect(formatNumber(12345678, indian, true)).toBe('1,23,45,678 s')
    const german = {
      NumberDisplayFormatConfiguration: {
        SeparatorConfiguration: { DecimalSeparator: 'COMMA', ThousandsSeparator: { Symbol: 'DOT' } },
        DecimalPlacesConfiguration: { DecimalPlaces: 1 },
        NegativeValueConfiguration: { DisplayMode: 'NEGATIVE' },
      },
    } as const
    expect(formatNumber(-1234.56, german, false)).toBe('(1.234,6)')
    const millions = {
      NumberDisplayFormatConfiguration: { NumberScale: 'MILLIONS', DecimalPlacesConfiguration: { DecimalPlaces: 1 } },
    } as const
    expect(formatNumber(1_234_567, millions, true)).toBe('1.2M')
    const scaled = {
      NumberDisplayFormatConfiguration: { NumberScale: 'AUTO', DecimalPlacesConfiguration: { DecimalPlaces: 1 } },
    } as const
    expect(formatNumber(45_600, scaled, true)).toBe('45.6k')
  })

  test('shares', () => {
    expect([0, 0.1234, 0.9999, 1, 12.5, -0.05].map(formatShare)).toEqual([
      '0%',
      '12.3%',
      '100%',
      '100%',
      '1,250%',
      '5%',
    ])
  })

  test('a format is found by its field, whatever well it stands in', () => {
    const Column = { DataSetIdentifier: 'd', ColumnName: 'value' }
    const percent = { PercentageDisplayFormatConfiguration: {} }
    const fields = readFields({
      TableVisual: {
        VisualId: 'v',
        ChartConfiguration: {
          FieldWells: {
            TableUnaggregatedFieldWells: {
              Values: [
                {
                  FieldId: 'raw',
                  Column,
                  FormatConfiguration: { NumberFormatConfiguration: { FormatConfiguration: percent } },
                },
              ],
            },
            TableAggregatedFieldWells: {
              GroupBy: [
                { DateDimensionField: { FieldId: 'day', Column, FormatConfiguration: { DateTimeFormat: 'MMM D' } } },
              ],
              Values: [
                {
                  NumericalMeasureField: {
                    FieldId: 'sum',
                    Column,
                    FormatConfiguration: { FormatConfiguration: percent },
                  },
                },
              ],
            },
          },
        },
      },
    })
    const labelled = readFields({
      LineChartVisual: {
        VisualId: 'v',
        ChartConfiguration: {
          FieldWells: {
            LineChartAggregatedFieldWells: {
              Values: [
                {
                  NumericalMeasureField: {
                    FieldId: 'sum',
                    Column,
                    FormatConfiguration: { FormatConfiguration: percent },
                  },
                },
              ],
            },
          },
          PrimaryYAxisLabelOptions: { AxisLabelOptions: [{ CustomLabel: 'Sum', ApplyTo: { FieldId: 'sum', Column } }] },
        },
      },
    })
    expect(labelled.get('sum')).toEqual({ numeric: percent })
    expect(fields.get('raw')).toEqual({ numeric: percent })
    expect(fields.get('sum')).toEqual({ numeric: percent })
    expect(fields.get('day')).toEqual({ date: 'MMM D' })
  })
})

describe('times', () => {
  const at = (text: string, zone = 'UTC') => readWall(text, zone)!

  test('an instant comes on the wall clock of the zone, a local time as it stands', () => {
    expect(new Date(at('2026-11-22T20:00:00Z', 'Asia/Kolkata')).toISOString()).toBe('2026-11-23T01:30:00.000Z')
    expect(at('2026-11-22T20:00:00', 'Asia/Kolkata')).toBe(Date.UTC(2026, 10, 22, 20))
    expect(at('2026-11-22 20:00:00.250')).toBe(Date.UTC(2026, 10, 22, 20, 0, 0, 250))
    expect(at('2026-11-22')).toBe(Date.UTC(2026, 10, 22))
    expect(readWall('yesterday', 'UTC')).toBeNull()
    // The hour that New York has twice.
    expect(at('2026-11-01T06:30:00Z', 'America/New_York')).toBe(at('2026-11-01T05:30:00Z', 'America/New_York'))
  })

  test('buckets', () => {
    const list = (from: string, to: string, granularity: string) =>
      listBuckets(at(from), at(to), granularity)?.map(wall => new Date(wall).toISOString().slice(0, 10))
    expect(list('2026-11-18', '2026-12-02', 'WEEK')).toEqual(['2026-11-16', '2026-11-23', '2026-11-30'])
    expect(list('2026-01-31', '2026-04-01', 'MONTH')).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'])
    expect(list('2025-12-31', '2026-07-01', 'QUARTER')).toEqual([
      '2025-10-01',
      '2026-01-01',
      '2026-04-01',
      '2026-07-01',
    ])
    expect(list('2024-02-28', '2024-03-01', 'DAY')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
    expect(listBuckets(at('2026-01-01'), at('2027-01-01'), 'SECOND')).toBeNull()
    expect(cutTime(at('2026-11-22'), 'WEEK')).toBe(at('2026-11-16'))
  })

  test('for people', () => {
    const wall = at('2026-11-22T09:05:07')
    expect(formatTime(wall, 'DAY', true)).toBe('Sun, 22 Nov 2026')
    expect(formatTime(wall, 'HOUR')).toBe('22 Nov, 09:05')
    expect(formatTime(wall, 'QUARTER')).toBe('Q4 2026')
    expect(formatPattern(wall, 'MMM D, YYYY h:mm A')).toBe('Nov 22, 2026 9:05 AM')
    expect(formatPattern(wall, "dd-MM-yyyy 'at' HH:mm:ss")).toBe('22-11-2026 at 09:05:07')
    expect(formatPattern(wall, 'EEEE [week]')).toBe('Sunday week')
  })

  test('an axis has its labels where a person would put them', () => {
    const ticks = (from: string, to: string, granularity: string, most: number) => [
      ...pickTicks(listBuckets(at(from), at(to), granularity)!, granularity, most).values(),
    ]
    expect(ticks('2026-10-27', '2026-11-23', 'DAY', 6)).toEqual(['2 Nov', '9 Nov', '16 Nov', '23 Nov'])
    expect(ticks('2026-11-21', '2026-11-22T23:00:00', 'HOUR', 4)).toEqual(['21 Nov', '12:00', '22 Nov', '12:00'])
    expect(ticks('2026-01-05', '2026-12-31', 'DAY', 12)).toEqual([
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
      'Oct',
      'Nov',
      'Dec',
    ])
    expect(ticks('2026-11-22', '2026-11-22', 'DAY', 5)).toEqual(['22 Nov'])
    for (const most of [1, 2, 5, 20])
      expect(ticks('2020-01-01', '2026-11-23', 'WEEK', most).length).toBeLessThanOrEqual(most)
  })
})

describe('conditions', () => {
  const row: Record<string, string | number | boolean | null> = {
    state: 'failed',
    clicks: 12,
    name: "it's",
    gone: null,
    late: true,
  }
  const lookup = (name: string) => row[name] ?? null
  test.each([
    ["{state} = 'failed'", true],
    ["{state} <> 'failed'", false],
    ['SUM({clicks}) > 10 AND {clicks} <= 12', true],
    ["{clicks} > 100 OR ({state} = 'failed' AND NOT {clicks} = 3)", true],
    ["{name} = 'it''s'", true],
    ['{gone} < 3', false],
    ['isNull({gone})', true],
    ['isNotNull({gone})', false],
    ['{late} = true', true],
    ['{clicks} >= -1.5', true],
  ])('%s is %s', (text, holds) => {
    expect(meets(text, lookup)).toBe(holds)
  })

  test('what is none is said, and met by nothing', () => {
    for (const text of ['', '{a} >', '{a} = 1)', 'alert(1)', "{a} ~ 'x'"]) {
      expect(() => readCondition(text)).toThrow('condition: expected')
      expect(meets(text, lookup)).toBe(false)
    }
  })

  test('colours and signs', () => {
    const solid = { Solid: { Expression: '{clicks} > 10', Color: '#c2410c' } }
    expect(readConditionColor(solid, lookup)).toBe('#c2410c')
    expect(readConditionColor(solid, () => 3)).toBeUndefined()
    const Stops = [
      { GradientOffset: 0, Color: '#000000' },
      { GradientOffset: 100, Color: '#ffffff' },
    ]
    expect(readConditionColor({ Gradient: { Expression: '{clicks}', Color: { Stops } } }, lookup, [0, 24])).toBe(
      '#808080',
    )
    const icon = {
      CustomCondition: { Expression: "{state} = 'failed'", IconOptions: { Icon: 'X' as const }, Color: '#f00' },
    }
    expect(readSign(icon, lookup)).toEqual({ text: '✕', isAlone: false, color: '#f00' })
  })
})

test('codes have names, and what looks like a code and is none stays', () => {
  expect(nameValue('country', 'IN')).toBe('India')
  expect(nameValue('language', 'pt-BR')).toBe('Brazilian Portuguese')
  expect(nameValue('country', '<b>')).toBe('<b>')
  expect(nameValue('country', 'QQ')).toBe('QQ')
  expect(nameValue('toString', 'IN')).toBe('IN')
})

describe('colours', () => {
  test('between stops', () => {
    expect(mix(['#000000', '#ffffff'], 0.5)).toBe('#808080')
    expect(mix(['#000', '#fff'], 7)).toBe('#ffffff')
    expect(mix(['#123456'], 0.3)).toBe('#123456')
  })

  test('what is written on any colour of the scales can be read (WCAG: 4.5 to 1)', () => {
    for (const theme of [LIGHT, DARK]) {
      for (let share = 0; share <= 1; share += 0.05) {
        const color = mix(theme.scale, share)
        expect(readRatio(color, contrast(color))).toBeGreaterThan(4.5)
      }
    }
  })

  test('texts stand out from the card (WCAG: 4.5 to 1)', () => {
    for (const theme of [LIGHT, DARK]) {
      for (const color of [theme.text, theme.soft, theme.good, theme.bad])
        expect(readRatio(color, theme.card)).toBeGreaterThan(4.5)
    }
  })

  test('no two series look alike, also to who does not see red or green', () => {
    for (const { series } of [LIGHT, DARK]) {
      for (const see of [(rgb: Rgb) => rgb, seeWithoutGreen, seeWithoutRed]) {
        const labs = series.map(color => readLab(see(readLinear(color))))
        const pairs = labs.flatMap((one, at) =>
          labs.slice(at + 1).map(two => Math.hypot(...one.map((part, axis) => part - two[axis]!))),
        )
        expect(Math.min(...pairs)).toBeGreaterThan(10)
      }
    }
  })

  test('a scale from light to dark goes from dark to light on a dark card', () => {
    const tuned = tuneScale(DARK, ['#D5EFEB', '#0F766E'])
    expect(tuned.map(readLuminance)).toEqual(tuned.map(readLuminance).toSorted((one, two) => one - two))
    expect(tuneScale(LIGHT, ['#D5EFEB', '#0F766E'])).toEqual(['#D5EFEB', '#0F766E'])
  })
})

type Rgb = [number, number, number]

function readRatio(one: string, two: string): number {
  const [low, high] = [readLuminance(one), readLuminance(two)].toSorted((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function readLinear(color: string): Rgb {
  return [1, 3, 5].map(at => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
}

const apply = (matrix: readonly Rgb[], rgb: Rgb): Rgb =>
  matrix.map(row => Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))) as Rgb

/** Machado, Oliveira and Fernandes (2009), severity 1. */
function seeWithoutGreen(rgb: Rgb): Rgb {
  return apply(
    [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
    rgb,
  )
}

function seeWithoutRed(rgb: Rgb): Rgb {
  return apply(
    [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    rgb,
  )
}

/** CIE Lab of linear RGB, D65: differences are as they look. */
function readLab(rgb: Rgb): Rgb {
  const [x, y, z] = apply(
    [
      [0.4339, 0.3762, 0.1899],
      [0.2126, 0.7152, 0.0722],
      [0.0178, 0.1098, 0.8724],
    ],
    rgb,
  ).map(part => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116)) as Rgb
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
