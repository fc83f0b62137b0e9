-- about: The difference of two dates is an interval of days.
select date '2026-03-01' - date '2026-02-01' as a, date '2026-01-01' - date '2026-01-05' as b, typeof(date '2026-03-01' - date '2026-02-01')
