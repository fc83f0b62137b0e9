-- about: json_value of a text that is no JSON, with ERROR ON ERROR.
select json_value('{bad', 'lax $' error on error)
