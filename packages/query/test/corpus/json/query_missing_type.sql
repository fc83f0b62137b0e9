-- about: type() of no text.
select json_query('', 'lax $.type()' error on error)
