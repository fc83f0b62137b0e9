-- about: A field that can't be extracted of a date
select extract(hour from date '2026-01-14')
