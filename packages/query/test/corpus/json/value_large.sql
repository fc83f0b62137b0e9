-- about: json_value of a number beyond bigint, with ERROR ON ERROR.
select json_value('12345678901234567890','lax $' error on error)
