-- about: EXTRACT from a text.
select extract(year from '2026-01-05')
