-- about: A zone that is none, beside a time that is NULL
select at_timezone(t, z) a, with_timezone(cast(t as timestamp), z) b, from_unixtime(u, z) c from (values (timestamp '2026-01-01 00:00:00 UTC', 1e0, 'Asia/Kolkata'), (null, null, 'nowhere')) x(t, u, z)
