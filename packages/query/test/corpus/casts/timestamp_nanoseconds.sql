-- about: Timestamps of more than six digits: literals, casts and comparison.
-- refused: TIMESTAMP with 9 digits of a second
select timestamp '2026-01-05 10:00:00.123456789' as a, cast(timestamp '2026-01-05 10:00:00.123456789' as timestamp(6)) as b, typeof(timestamp '2026-01-05 10:00:00.123456789'), cast(timestamp '2026-01-05 10:00:00.123456789' as varchar) as c
