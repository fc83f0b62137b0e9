// Windows. `{#over:total}` a window whose order no two rows share, `peers` one whose rows may, `frame` one with a frame.
export const windows: Readonly<Record<string, readonly string[]>> = {
  T: [
    ...[
      'lag({T}) over {total}',
      'lead({T}) over {total}',
      'lag({T}, 2, {T}) over {total}',
      'lag({T}) ignore nulls over {total}',
      'lead({T}, 1) ignore nulls over {total}',
    ],
    ...[
      'first_value({T}) over {total}',
      'last_value({T}) over {total}',
      'last_value({T}) ignore nulls over {total}',
      'first_value({T}) ignore nulls over {framed}',
    ],
    ...[
      'nth_value({T}, 2) over {framed}',
      'last_value({T}) over {framed}',
      'nth_value({T}, {#positive}) ignore nulls over {total}',
    ],
    ...[
      'max({T}) over {any}',
      'min({T}) over {any}',
      'max_by({T}, {key}) over {any}',
      'first_value({T}) over {framed}',
      'lead({T}, {#positive}) over {total}',
    ],
  ],
  bigint: [
    ...[
      'row_number() over {total}',
      'rank() over {peers}',
      'dense_rank() over {peers}',
      'ntile({#positive}) over {total}',
      'count(*) over {any}',
      'count({U}) over {any}',
    ],
    ...[
      'sum({integer}) over {any}',
      'sum({integer}) over {framed}',
      'count(*) over {framed}',
      'count_if({boolean}) over {any}',
    ],
    ...[
      'sum({bigint}) over {peers}',
      '(row_number() over {total} - rank() over {peers})',
      'row_number() over {total}',
      'rank() over {total}',
    ],
  ],
  double: [
    'percent_rank() over {peers}',
    'cume_dist() over {peers}',
    'avg({integer}) over {any}',
    'avg({integer}) over {framed}',
    '(1e0 * {integer} / nullif(sum({integer}) over {any}, 0))',
  ],
  decimal: ['sum({decimal}) over {any}', 'avg({decimal}) over {framed}', '({decimal} - lag({decimal}) over {total})'],
  boolean: [
    'bool_or({boolean}) over {any}',
    '(lag({U}) over {total} is distinct from {U})',
    '(row_number() over {total} = 1)',
  ],
  varchar: ["array_join(array_agg(substr({varchar}, 1, 2)) over {framed}, ',')"],
  timestamp: ['(lag({timestamp}) over {total})'],
  interval: ['({timestamp} - lag({timestamp}) over {total})'],
}

/** Frames over a total order. */
export const frames: readonly string[] = [
  ...[
    'rows between unbounded preceding and current row',
    'rows between 2 preceding and current row',
    'rows between 1 preceding and 1 following',
  ],
  ...[
    'rows between current row and unbounded following',
    'rows between unbounded preceding and unbounded following',
    'rows 3 preceding',
  ],
  ...[
    'rows between 3 preceding and 1 preceding',
    'rows between 1 following and 2 following',
    'range between unbounded preceding and current row',
  ],
  ...[
    'range between current row and unbounded following',
    'groups between 1 preceding and current row',
    'groups between current row and 1 following',
  ],
]
