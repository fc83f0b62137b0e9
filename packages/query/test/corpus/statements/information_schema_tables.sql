-- about: information_schema.tables
select table_name from information_schema.tables where table_name like 'rollups%' order by table_name
