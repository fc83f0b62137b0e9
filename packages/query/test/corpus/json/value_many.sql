-- about: json_value of two items, with ERROR ON ERROR.
select json_value('[1,2]', 'lax $[*]' error on error)
