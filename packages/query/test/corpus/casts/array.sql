-- about: Arrays cast element by element.
select cast(array[1, 2, null] as array(varchar)) as a, cast(array['1', '2'] as array(bigint)) as b, cast(array[] as array(integer)) as c, cast(null as array(double)) as d, cast(array[1.25, 2.35] as array(decimal(5, 1))) as e
