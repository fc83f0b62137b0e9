-- about: A key beyond ASCII without quotes.
select json_value('1', 'lax $.é')
