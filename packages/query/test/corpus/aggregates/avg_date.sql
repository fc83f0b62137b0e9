-- about: avg of dates is an error
select avg(d) from (values date '2026-01-14') as t (d)
