-- about: An interval is no number.
select cast(interval '1' day as bigint)
