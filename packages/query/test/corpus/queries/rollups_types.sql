-- about: The lake's hourly counts: columns and types of no rows
select * from rollups_hourly where event_date = '1999-01-01'
