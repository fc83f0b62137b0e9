-- about: SQL/JSON functions of NULL.
select json_value(null, 'lax $'), json_query(null, 'lax $'), json_exists(null, 'lax $')
