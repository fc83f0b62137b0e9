-- about: A whole number beyond bigint in an SQL/JSON path.
select json_value('1', 'lax 99999999999999999999')
