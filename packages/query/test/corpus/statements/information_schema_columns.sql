-- about: information_schema.columns of a table
select column_name, ordinal_position, data_type from information_schema.columns where table_name = 'links' order by ordinal_position
