-- about: Timestamps with time zone are equal when the moment is.
select a = b as eq, a is distinct from b as d, count(*) over () as n from (values (timestamp '2026-01-05 10:00:00 UTC', timestamp '2026-01-05 11:00:00 Europe/Berlin')) t(a, b)
