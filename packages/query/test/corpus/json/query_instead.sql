-- about: json_query: what stands for what is missing.
select json_query('[1,2]', 'lax $[5]' empty array on empty), json_query('[1,2]', 'lax $[5]' empty object on empty), json_query('[1,2]', 'lax $[*]' empty object on error), json_query('{bad', 'lax $' empty array on error)
