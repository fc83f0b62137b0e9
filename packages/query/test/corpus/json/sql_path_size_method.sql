-- about: size() and filters over arrays, lax and strict.
select json_query('{"a":[1,2,3]}', 'lax $.a ? (@ > 1)' with wrapper), json_query('{"a":[1,2,3]}', 'strict $.a ? (@ > 1)' with wrapper), json_query('{"a":[1,2,3]}', 'strict $.a[*] ? (@ > 1)' with wrapper), json_query('{"a":[1,2,3]}', 'lax $.a.size()'), json_query('{"a":[1,2,3]}', 'lax $.a[*].size()' with wrapper)
