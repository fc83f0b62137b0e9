-- about: Timestamps of twelve digits.
-- refused: TIMESTAMP with 12 digits of a second
select timestamp '2026-01-05 10:00:00.123456789012' as a, typeof(timestamp '2026-01-05 10:00:00.123456789012') as b
