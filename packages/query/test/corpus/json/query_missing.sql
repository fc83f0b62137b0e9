-- about: SQL/JSON functions of no text, and of what stands behind JSON.
select json_query('', 'lax $'), json_query('1 2', 'lax $'), json_query('{}x', 'lax $'), json_query('1x', 'lax $'), json_query('1,', 'lax $'), json_query(' ', 'lax $'), json_query('', 'lax $' with wrapper), json_value('', 'lax $'), json_exists('', 'lax $')
