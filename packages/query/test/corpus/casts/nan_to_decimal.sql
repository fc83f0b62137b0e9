-- about: NaN is no decimal.
select cast(nan() as decimal(5, 2))
