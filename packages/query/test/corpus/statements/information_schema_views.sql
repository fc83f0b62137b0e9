-- about: information_schema's own tables, joined
select t.table_name, count(*) as columns, min(c.data_type) as type from information_schema.tables t join awsdatacatalog.information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name where t.table_schema = 'information_schema' group by t.table_name order by 1
