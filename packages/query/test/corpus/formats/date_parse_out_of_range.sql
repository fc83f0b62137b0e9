-- about: date_parse of a day that the month does not have.
select date_parse('2026-02-30', '%Y-%m-%d')
