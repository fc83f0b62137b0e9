-- about: A date takes no interval of hours.
select x + interval '12' hour from (values date '2026-01-05') t(x)
