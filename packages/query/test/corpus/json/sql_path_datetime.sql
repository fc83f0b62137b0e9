-- about: datetime() in an SQL/JSON path.
select json_value('1', 'lax $.datetime()')
