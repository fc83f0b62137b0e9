-- about: array_remove from rows of which one is NULL.
select array_remove(array[row(bigint '5', x), cast(null as row(bigint, varchar)), row(3, 'b')], row(1000, 'a'))[1] as r from (values 'q') as t (x)
