-- about: information_schema.tables
-- open: information_schema is not there
select table_name from information_schema.tables where table_name like 'rollups%' order by table_name
