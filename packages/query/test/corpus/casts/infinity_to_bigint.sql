-- about: Infinity is no bigint.
select cast(infinity() as bigint)
