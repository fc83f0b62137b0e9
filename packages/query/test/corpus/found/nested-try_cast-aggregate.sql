-- about: TRY_CAST within TRY_CAST around an aggregate.
select try_cast(try_cast(min(d) as double) as decimal(12, 3)) as a from (values '1.5', '2') as t (d)
