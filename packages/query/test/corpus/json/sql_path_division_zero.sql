-- about: A path that divides by zero, with ERROR ON ERROR.
select json_value('1', 'lax $ / 0' error on error)
