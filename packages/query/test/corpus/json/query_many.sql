-- about: json_query of two items, with ERROR ON ERROR.
select json_query('[1,2]', 'lax $[*]' error on error)
