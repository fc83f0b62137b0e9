-- about: JSON that was made, read again.
select json_query(json_object('a': json_array(1,2)), 'lax $.a[1]'), json_value(json_array(1, 'b'), 'lax $[1]')
