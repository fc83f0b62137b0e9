-- about: current_catalog and current_schema are texts
-- refused: CURRENT SCHEMA
select typeof(current_schema) as a, typeof(current_catalog) as b
