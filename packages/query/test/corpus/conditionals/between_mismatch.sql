-- about: BETWEEN of a date and a text is an error
select date '2026-01-14' between '2026-01-01' and '2026-01-31'
