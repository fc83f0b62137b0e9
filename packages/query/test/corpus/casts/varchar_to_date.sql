-- about: Texts to dates: one digit months and days, spaces around.
select x, try_cast(x as date) as d from (values '2026-01-05', '2026-1-5', ' 2026-01-05 ', '2026-02-30', '2026-13-01', '2026/01/05', '20260105', '2026-01-05 10:00:00', '2026-01', '', null, '+2026-01-05', '02026-01-05') t(x) order by x
