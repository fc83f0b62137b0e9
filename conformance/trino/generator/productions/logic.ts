// What is true, false or unknown.
export const logic: Readonly<Record<string, readonly string[]>> = {
  boolean: [
    ...['({U} = {U})', '({U} <> {U})', '({U} < {U})', '({U} <= {U})', '({U} > {U})', '({U} >= {U})', '({U} != {U})'],
    ...[
      '({U} between {U} and {U})',
      '({U} not between {U} and {U})',
      '({U} in ({U}, {U}, {U}))',
      '({U} not in ({U}, {U}))',
    ],
    ...['({U} is null)', '({U} is not null)', '({U} is distinct from {U})', '({U} is not distinct from {U})'],
    ...['({bigint} < {double})', '({decimal} >= {integer})', '({decimal} = {decimal})', '({integer} <> {bigint})'],
    ...['({bigint} = {decimal})', '({double} > {decimal})', '({date} <= {timestamp})', '({timestamp} = {date})'],
    ...[
      '({timestamp} < {timestamptz})',
      '({timestamptz} = {timestamptz})',
      '({interval} > {interval})',
      '({time} < {time})',
    ],
    ...['({varchar} like {#like})', '({varchar} not like {#like})', "({varchar} like {#escaped} escape '!')"],
    ...['({varchar} like {varchar})', '(not {boolean})', '({boolean} and {boolean})', '({boolean} or {boolean})'],
    ...[
      '({boolean} and {boolean} or {boolean} and not {boolean})',
      '({boolean} = {boolean})',
      '({boolean} and {boolean} and {boolean})',
    ],
    ...['regexp_like({varchar}, {#regexp})', 'starts_with({varchar}, {varchar})', 'contains({array(U)}, {U})'],
    ...['any_match({array(U)}, $x -> {boolean|$x:U})', 'all_match({array(U)}, $x -> {boolean|$x:U})'],
    ...[
      'none_match({array(U)}, $x -> {boolean|$x:U})',
      'arrays_overlap({array(U)}, {array(U)})',
      '({array(U)} = {array(U)})',
    ],
    ...['is_nan({double})', 'is_finite({double})', 'is_infinite({double})', 'json_exists({jsontext}, {#pathlax})'],
    ...['is_json_scalar({jsontext})', 'json_array_contains({jsontext}, {integer})', '(({U}, {V}) = ({U}, {V}))'],
    ...['(row({U}, {V}) <> row({U}, {V}))', '(({U}, {V}) in (({U}, {V}), ({U}, {V})))', 'if({boolean}, {boolean})'],
    ...['(case when {boolean} then {boolean} end)', 'coalesce({boolean}, {boolean})', 'try_cast({varchar} as boolean)'],
    ...[
      'cast({bigint} as boolean)',
      '({json} = {json})',
      '({varbinary} = {varbinary})',
      '({map(varchar,U)} = {map(varchar,U)})',
    ],
    ...['({U} = any (values {!U}, {!U}))?', '({U} <> all (values {!U}, {!U}))?', '({U} < all (values {!U}, {!U}))?'],
    ...['({U} >= some (values {!U}, {!U}))?', '({U} in (values {!U}, {!U}, {!U}))?', '({U} not in (select {!U}))?'],
    ...['exists (select 1 where {!boolean})?', '(not exists (select 1 where {!boolean}))?'],
    ...[
      'exists (select 1 from products as $x where $x.product_id = {varchar})?',
      '({varchar} in (select $x.short_code from links as $x))?',
    ],
    ...[
      '({varchar} not in (select $x.category from products as $x where $x.price > {#positive}))?',
      '({U} = (select {!U}))?',
    ],
    ...['(not exists (select 1 from links as $x where $x.short_code = {varchar} and $x.title is not null))?'],
    ...["({varchar} in (select $x.product_id from products as $x where $x.category = 'Kitchen'))?"],
    ...['({bigint} > (select count(*) from products as $x where $x.category = {varchar}))?'],
  ],
}
