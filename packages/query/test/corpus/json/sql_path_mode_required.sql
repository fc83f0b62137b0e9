-- about: SQL/JSON paths have a mode, in small letters.
select json_value('1', 'LAX $')
