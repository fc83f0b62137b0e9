-- about: Keys that stand twice in an object.
select json_query('{"a":{"k":1,"k":2},"b":1,"a":{"k":3,"j":4,"k":5}}', 'lax $'), json_query('{"a":1,"b":2,"a":3}', 'lax $.*' with wrapper), json_query('{"a":1,"b":2,"a":3}', 'lax $.keyvalue()' with wrapper), json_query('{"a":1,"b":2,"a":3}', 'lax $.a'), json_query('{"a":1,"b":2,"a":3}', 'lax $..a')
