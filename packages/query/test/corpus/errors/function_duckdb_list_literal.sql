-- about: A list in brackets is DuckDB's
select [1, 2, 3]
