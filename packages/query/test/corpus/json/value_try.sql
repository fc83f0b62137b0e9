-- about: ERROR ON ERROR within TRY, which does not hide it.
-- refused: ERROR ON EMPTY or ERROR within TRY
select try(json_value('[1,2]', 'lax $[*]' error on error))
