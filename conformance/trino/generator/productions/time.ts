// Days, instants, and what lies between them.
export const time: Readonly<Record<string, readonly string[]>> = {
  date: [
    ...[
      'cast({timestamp} as date)',
      'date({timestamp})',
      'date_add({#dayunit}, {#small}, {date})',
      'date_trunc({#dayunit}, {date})',
    ],
    ...[
      '({date} + {#daystep})',
      '({date} - {#daystep})',
      'last_day_of_month({date})',
      'last_day_of_month({timestamp})',
      'try_cast({varchar} as date)',
    ],
    ...[
      "cast('2026-01-' || lpad(cast(1 + abs({bigint} % 28) as varchar), 2, '0') as date)",
      "from_iso8601_date('2026-W03-4')",
    ],
    ...[
      'cast({timestamptz} as date)',
      'array_max({array(date)})',
      'try(from_iso8601_date({varchar}))',
      "try(date(date_parse({varchar}, '%Y-%m-%d')))",
    ],
  ],
  timestamp: [
    ...[
      'date_add({#fineunit}, {#small}, {timestamp})',
      'date_trunc({#unit}, {timestamp})',
      '({timestamp} + {#step})',
      '({timestamp} - {#step})',
    ],
    ...[
      'cast({date} as timestamp)',
      'cast({timestamptz} as timestamp(3))',
      'cast({timestamp} as timestamp(0))',
      'cast({timestamp} as timestamp(1))',
    ],
    ...[
      "date_parse(date_format({timestamp}, '%Y-%m-%d %H:%i'), '%Y-%m-%d %H:%i')",
      "date_parse('15/01/2026', '%d/%m/%Y')",
    ],
    ...[
      'try_cast({varchar} as timestamp(3))',
      "date_trunc('hour', {timestamp})",
      '({timestamp} + {interval})',
      '({#step} + {timestamp})',
    ],
    ...['cast(at_timezone({timestamptz}, {#zone}) as timestamp(3))', "try(date_parse({varchar}, '%Y-%m-%d'))"],
    ...['cast({timestamp} as timestamp(6))', '({timestamp} + {months})'],
  ],
  timestamptz: [
    ...[
      '({timestamp} at time zone {#zone})',
      '({timestamptz} at time zone {#zone})',
      'at_timezone({timestamptz}, {#zone})',
    ],
    ...[
      'with_timezone({timestamp}, {#zone})',
      'from_unixtime({#size} * 86400e0, {#zone})',
      'from_unixtime(1768478096.789e0)',
    ],
    ...[
      'cast({timestamp} as timestamp with time zone)',
      'date_add({#unit}, {#small}, {timestamptz})',
      'date_trunc({#unit}, {timestamptz})',
    ],
    ...[
      "from_iso8601_timestamp('2026-01-15T10:00:00.123+05:30')",
      "from_iso8601_timestamp('2026-01-15')",
      '({timestamptz} + {#step})',
    ],
    ...[
      "parse_datetime('2026-01-15 08:30', 'yyyy-MM-dd HH:mm')",
      "parse_datetime('15.1.2026 +0200', 'd.M.yyyy Z')",
      '({timestamptz} - {#step})',
    ],
    ...['from_unixtime({integer} * 1e0)', 'try(from_iso8601_timestamp({varchar}))'],
    ...['cast({date} as timestamp with time zone)'],
  ],
  time: [
    'cast({timestamp} as time(3))',
    "({time} + interval '90' minute)",
    "date_trunc('hour', {time})",
    "date_add('minute', {#small}, {time})",
  ],
  interval: [
    '({timestamp} - {timestamp})',
    '({date} - {date})',
    '({interval} * 2)',
    '(-{interval})',
    '({interval} + {interval})',
    '({interval} / 2)',
    '({timestamptz} - {timestamptz})',
    "parse_duration('1.5h')",
  ],
  months: ['({months} + {months})', '({months} * 3)', '(-{months})'],
}
