-- about: date_trunc refuses a text.
select date_trunc('day', '2026-01-05')
