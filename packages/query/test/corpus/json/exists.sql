-- about: json_exists: lax and strict, filters.
select json_exists('{"a": 1}', 'lax $.a') as a, json_exists('{"a": 1}', 'lax $.x') as b, json_exists('{"a": 1}', 'strict $.x') as c, json_exists('{"a": 1}', 'strict $.x' true on error) as d, json_exists('{"a": [1, 5]}', 'lax $.a[*] ? (@ > 3)') as e, json_exists('{"a": null}', 'lax $.a') as f, json_exists('bad', 'lax $.a') as g
