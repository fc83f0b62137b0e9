-- about: date_parse with the plain date's format takes what a cast to date takes.
select x, date_parse(x, '%Y-%m-%d') as d from (values '2026-04-30', '2026-4-3', '12026-04-30', '+2026-04-30') t(x) order by x
