-- about: GROUP BY ALL alone is DuckDB's
-- open: an error of syntax here
select app, count(*) from events group by all
