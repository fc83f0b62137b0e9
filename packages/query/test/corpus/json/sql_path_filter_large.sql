-- about: Numbers beyond bigint in filters.
select json_query('[1,12345678901234567890,2]', 'lax $[*] ? (@ > 0)' with wrapper), json_query('[1,12345678901234567890,2]', 'lax $' ), json_exists('[1,12345678901234567890,2]', 'lax $ ? (@ > 5)'), json_exists('[12345678901234567890,2]', 'lax $[*] ? ((@ > 1) is unknown)')
