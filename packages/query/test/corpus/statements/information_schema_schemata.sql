-- about: information_schema.schemata
select schema_name from information_schema.schemata where schema_name like '%s%e%' order by 1
