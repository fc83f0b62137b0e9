-- about: The negative of a text written out.
select json_value('1', 'lax -"a"')
