-- about: json_value of an object, with ERROR ON ERROR.
select json_value('{}', 'lax $' error on error)
