-- about: Star EXCLUDE is DuckDB's
select * exclude (event_id) from events
