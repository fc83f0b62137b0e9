-- about: NaN is no integer.
select cast(nan() as integer)
