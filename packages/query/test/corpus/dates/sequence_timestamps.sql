-- about: sequence of timestamps by hours.
select x from unnest(sequence(timestamp '2026-01-05 22:00:00', timestamp '2026-01-06 02:00:00', interval '90' minute)) t(x) order by x
