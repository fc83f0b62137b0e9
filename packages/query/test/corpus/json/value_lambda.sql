-- about: json_value and json_query in lambdas.
select transform(array['{"a":1}', '[2]', 'x'], x -> json_value(x, 'lax $.a' returning integer default -1 on empty default -2 on error)), transform(array['{"a":1}', '[2]', 'x'], x -> json_query(x, 'lax $.a[*]' with wrapper))
