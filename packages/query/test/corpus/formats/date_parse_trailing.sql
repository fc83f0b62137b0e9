-- about: date_parse of a text longer than the pattern.
select date_parse('2026-01-05 10:11', '%Y-%m-%d')
