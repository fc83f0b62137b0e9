-- about: A unit that is not there
select date_trunc('fortnight', date '2026-01-14')
