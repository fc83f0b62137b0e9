-- about: FORMAT JSON within TRY, which does not hide what is no JSON.
-- refused: FORMAT JSON within TRY
select try(json_array('{bad' format json))
