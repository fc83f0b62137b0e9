-- about: last outside of an array.
select json_value('1', 'lax last' error on error)
