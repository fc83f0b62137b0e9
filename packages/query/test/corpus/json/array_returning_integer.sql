-- about: json_array RETURNING integer.
select json_array(1 returning integer)
