// Arrays, maps and rows.
export const nested: Readonly<Record<string, readonly string[]>> = {
  'array(T)': [
    ...[
      'array[{T}, {T}]',
      'array[{T}, {T}, {T}]',
      'array[{T}]',
      'cast(array[] as array({=T}))',
      'array[{T}, null, {T}]',
    ],
    ...[
      'filter({array(T)}, $x -> {boolean|$x:T})',
      'transform({array(U)}, $x -> {T|$x:U})',
      'array_sort({array(T)})',
      'array_distinct({array(T)})',
    ],
    ...[
      'slice({array(T)}, 1, {#size})',
      'slice({array(T)}, -2, 2)',
      'concat({array(T)}, {array(T)})',
      '({array(T)} || {T})',
      '({array(T)} || {array(T)})',
    ],
    ...[
      'reverse({array(T)})',
      'repeat({T}, {#size})',
      'array_remove({array(T)}, {T})',
      'flatten(array[{array(T)}, {array(T)}])',
    ],
    ...[
      'array_sort(array_union({array(T)}, {array(T)}))',
      'array_sort(array_intersect({array(T)}, {array(T)}))',
      'array_sort(array_except({array(T)}, {array(T)}))',
    ],
    ...[
      'zip_with({array(T)}, {array(U)}, ($x, $y) -> {T|$x:T|$y:U})',
      'map_values({map(varchar,T)})',
      'trim_array({array(T)}, 0)',
      'if({boolean}, {array(T)})',
    ],
    ...['coalesce({array(T)}, {array(T)})', '({T} || {array(T)})'],
    ...['(case when {boolean} then {array(T)} else {array(T)} end)', 'try({array(T)})'],
  ],
  'array(varchar)': [
    ...[
      'split({varchar}, {#separator})',
      'split({varchar}, {#separator}, 2)',
      'regexp_extract_all({varchar}, {#regexp})',
      'regexp_split({varchar}, {#regexp})',
    ],
    ...[
      'regexp_extract_all({varchar}, {#grouped}, 1)',
      'array_sort(map_keys({map(varchar,U)}))',
      'try(cast(json_parse({jsontext}) as array(varchar)))',
    ],
    ...[
      'transform(try(cast(json_parse({jsontext}) as array(json))), $x -> json_extract_scalar($x, {#path}))',
      'flatten(ngrams({array(varchar)}, 2))',
    ],
  ],
  'array(bigint)': [
    ...[
      'sequence(1, {#positive})',
      'sequence({#positive}, {#small})',
      'sequence(0, 20, {#positive})',
      'transform({array(varchar)}, $x -> length($x))',
    ],
    ...['try(cast(json_parse({jsontext}) as array(bigint)))', 'transform(sequence(1, 4), $x -> {bigint|$x:bigint})'],
  ],
  'array(date)': [
    "sequence(date '2026-01-30', date '2026-02-02')",
    "sequence(date '2026-01-31', date '2026-05-31', interval '1' month)",
  ],
  'array(timestamp)': [
    "sequence(timestamp '2026-01-15 00:00:00.000', timestamp '2026-01-15 12:00:00.000', interval '5' hour)",
  ],
  'map(K,V)': [
    'map_filter({map(K,V)}, ($k, $v) -> {boolean|$k:K|$v:V})',
    'transform_values({map(K,U)}, ($k, $v) -> {V|$k:K|$v:U})',
    'map_concat({map(K,V)}, {map(K,V)})',
    'map_zip_with({map(K,V)}, {map(K,U)}, ($k, $v, $w) -> {V|$v:V|$w:U})',
    'if({boolean}, {map(K,V)})',
    'coalesce({map(K,V)}, {map(K,V)})',
  ],
  'map(varchar,V)': [
    ...[
      "map(array['a', 'b', 'c'], array[{V}, {V}, {V}])",
      "map(array['store'], array[{V}])",
      "map_from_entries(array[('a', {V}), ('é', {V})])",
    ],
    ...[
      'cast(map() as map(varchar, {=V}))',
      "map(array['A', ''], array[{V}, null])",
      "transform_keys(map(array[1, 2], array[{V}, {V}]), ($k, $v) -> 'k' || cast($k as varchar))",
    ],
  ],
  'map(varchar,varchar)': [
    "split_to_map('a=1,b=2', ',', '=')",
    "try(split_to_map({varchar}, ',', '='))",
    'try(cast(json_parse({jsontext}) as map(varchar, varchar)))',
  ],
  'map(bigint,V)': [
    "map(array[bigint '1', 2, 3], array[{V}, {V}, {V}])",
    'map(sequence(1, 2), array[{V}, {V}])',
    'map_from_entries(zip(sequence(5, 6), array[{V}, {V}]))',
  ],
  'row(T,U)': [
    'row({T}, {U})',
    'cast(row({T}, {U}) as row(f {=T}, g {=U}))',
    'element_at(zip({array(T)}, {array(U)}), 1)',
    'if({boolean}, row({T}, {U}))',
  ],
}
