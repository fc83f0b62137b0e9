-- about: A table with its schema's name, columns with the table's
select count(*) > 0 as any from events as e where e.received_date >= '2026-01-01' and "e"."app" = 'store'
