-- about: A method of a text written out.
select json_value('1', 'lax "a".abs()')
