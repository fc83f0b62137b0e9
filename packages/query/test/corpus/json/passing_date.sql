-- about: PASSING a date.
-- refused: a JSON path's parameter of type date
select json_value('1', 'lax $X' passing date '2020-01-01' as x)
