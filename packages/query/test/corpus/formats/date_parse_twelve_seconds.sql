-- about: date_parse of %r and %T.
select date_parse('01:02:03 PM', '%r') as a, date_parse('13:02:03', '%T') as b, date_parse('2026-01-05T13:02:03', '%Y-%m-%dT%T') as c
