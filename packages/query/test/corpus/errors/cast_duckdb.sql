-- about: A cast by :: is DuckDB's
select '1'::integer
