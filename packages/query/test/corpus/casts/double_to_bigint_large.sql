-- about: A double out of bigint's range.
select cast(1e19 as bigint)
