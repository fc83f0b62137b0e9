-- about: date_parse of month and weekday names, in any case, short and long.
select date_parse('Jan 5, 2026', '%b %e, %Y') as a, date_parse('January 5, 2026', '%M %e, %Y') as b, date_parse('Mon Jan 05 2026', '%a %b %d %Y') as c, date_parse('MONDAY january 05 2026', '%W %M %d %Y') as d
