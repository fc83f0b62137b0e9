-- about: A class of letters that Trino's patterns do not know.
-- refused: \p{IsHan}
select regexp_like('日', '\p{IsHan}')
