-- about: = is no comparison of SQL/JSON paths.
select json_value('{"a":1}', 'lax $.a ? (@ = 1)')
