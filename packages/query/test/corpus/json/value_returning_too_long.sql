-- about: json_value RETURNING a varchar that is too short for a number, with ERROR ON ERROR.
select json_value('1234', 'lax $' returning varchar(3) error on error)
