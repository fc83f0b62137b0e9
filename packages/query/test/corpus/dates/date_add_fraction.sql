-- about: date_add takes whole numbers only.
select date_add('day', 1.5, date '2026-01-05')
