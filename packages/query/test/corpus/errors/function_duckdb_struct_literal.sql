-- about: A struct in braces is DuckDB's
select {'a': 1}
