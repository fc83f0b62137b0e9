-- about: UNNEST of a sequence of days
select cast(d as varchar) as day from unnest(sequence(date '2026-02-27', date '2026-03-02', interval '1' day)) as t (d) order by d
