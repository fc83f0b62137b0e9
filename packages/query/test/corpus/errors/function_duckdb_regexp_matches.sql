-- about: regexp_matches is DuckDB's: regexp_like is Trino's
select regexp_matches('abc', 'b')
