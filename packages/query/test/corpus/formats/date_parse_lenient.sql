-- about: What date_parse takes beside the exact pattern: short numbers, trailing text, spaces.
select x, try(date_parse(x, '%Y-%m-%d')) as t from (values '2026-1-5', '2026-01-05 ', ' 2026-01-05', '2026-01-05x', '2026-02-30', '2026-13-01', '26-01-05', '', '12026-01-05', '-2026-01-05', '2026/01/05', null) v(x) order by x
