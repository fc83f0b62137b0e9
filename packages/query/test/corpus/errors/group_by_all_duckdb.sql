-- about: GROUP BY ALL alone is DuckDB's
select app, count(*) from events group by all
