-- about: NaN is no bigint.
select cast(nan() as bigint)
