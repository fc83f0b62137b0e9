-- about: What parse_datetime takes beside the exact pattern.
select x, try(parse_datetime(x, 'yyyy-MM-dd')) as t from (values '2026-1-5', '2026-01-05 ', '2026-02-30', '26-01-05', '12026-01-05', '2026-01-05x', '', null) v(x) order by x
