-- about: A decimal of too many digits in an SQL/JSON path.
select json_value('1', 'lax 12345678901234567890123456789012345678901234567890.5')
