-- about: json_query RETURNING varchar, char, varbinary.
select json_query('"abc"', 'lax $' returning varchar(2)), json_query('"abc"', 'lax $' returning varchar(9) format json), json_query('"abc"', 'lax $' returning varbinary), json_query('"abc"', 'lax $' returning char(7))
