-- about: A partition column compared to a date
select count(*) from events where received_date = date '2026-01-14'
