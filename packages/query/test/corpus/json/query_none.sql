-- about: json_query of nothing, with ERROR ON EMPTY.
select json_query('[1,2]', 'lax $[5]' error on empty)
