-- about: json_array and json_object RETURNING varchar, char, varbinary.
select json_array(1, 2 returning varchar(2)), json_array(1 returning varbinary), json_array('😀' returning varbinary format json encoding utf16), json_array(1 returning char(8)), json_object('a':1 returning varchar(3)), json_object('a':1 returning varchar format json)
