-- about: Timestamps of every precision to text.
select cast(timestamp '2026-01-05 10:00:00' as varchar) as a, cast(timestamp '2026-01-05 10:00:00.1' as varchar) as b, cast(timestamp '2026-01-05 10:00:00.120' as varchar) as c, cast(timestamp '2026-01-05 10:00:00.123456' as varchar) as d, cast(cast('2026-01-05' as timestamp) as varchar) as e, cast(timestamp '0001-01-01 00:00' as varchar) as f
