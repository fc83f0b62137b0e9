-- about: arbitrary and any_value: one that is not NULL
select arbitrary(x) as a, any_value(x) as b, arbitrary(y) as c from (values (7, cast(null as varchar)), (null, null), (7, null)) as t (x, y)
