-- about: EXTRACT of a field that does not exist.
select extract(century from date '2026-01-05')
