-- about: json_query: wrappers.
select json_query('1', 'lax $' with conditional wrapper), json_query('[1]', 'lax $' with conditional wrapper), json_query('[1]', 'lax $' with wrapper), json_query('{}', 'lax $' with conditional array wrapper), json_query('[1,2]', 'lax $[*]' with conditional wrapper), json_query('[1,2]', 'lax $[7]' with wrapper)
