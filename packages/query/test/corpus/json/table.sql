-- about: JSON_TABLE makes rows of a document.
select * from json_table('[{"a": 1}, {"a": 2}]', 'lax $[*]' columns(a integer path 'lax $.a')) as t order by a
