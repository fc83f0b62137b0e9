// What there is for every type; then for those that can be sorted.
export const any: readonly string[] = [
  ...[
    'coalesce({T}, {T})',
    'coalesce({T}, {T}, {T})',
    'if({boolean}, {T}, {T})',
    'if({boolean}, {T})',
    '(case when {boolean} then {T} else {T} end)',
  ],
  ...[
    '(case when {boolean} then {T} when {boolean} then {T} end)',
    '(case {U} when {U} then {T} when {U} then {T} else {T} end)',
    'try({T})',
  ],
  ...[
    'element_at({array(T)}, {#index})',
    'try({array(T)}[{#positive}])',
    'cast(row({T}, {U}) as row(f {=T}, g {=U})).f',
    "element_at({map(varchar,T)}, 'a')",
  ],
  ...[
    "try({map(varchar,T)}['b'])",
    'element_at({map(bigint,T)}, {bigint})',
    'array[{T}, {T}][1]',
    'try_cast({T} as {=T})',
    'row({U}, {T})[2]',
  ],
]

export const sorted: readonly string[] = [
  ...[
    'nullif({T}, {T})',
    'greatest({T}, {T})',
    'least({T}, {T})',
    'greatest({T}, {T}, {T})',
    'array_min({array(T)})',
    'array_max({array(T)})',
  ],
  ...[
    'reduce({array(T)}, cast(null as {=T}), ($s, $x) -> cast(coalesce($s, $x) as {=T}), $s -> $s)',
    '(select {!T})?',
    '(select max($x) from (values {!T}, {!T}) as v ($x))?',
  ],
]
