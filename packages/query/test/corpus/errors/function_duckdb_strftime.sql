-- about: strftime is DuckDB's: date_format is Trino's
select strftime(timestamp '2026-01-14 01:02:03', '%Y')
