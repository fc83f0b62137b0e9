-- about: date_format refuses a text.
select date_format('2026-01-05', '%Y')
