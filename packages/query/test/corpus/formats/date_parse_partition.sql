-- about: date_parse of the partition columns to an hour.
select distinct received_date, received_hour, date_parse(received_date || ' ' || received_hour, '%Y-%m-%d %H') as hour from events order by 3 limit 10
