-- about: A date column against a text does not compare; a date literal does.
select count(*) as n from events where date(occurred_at) = '2026-01-05'
