-- about: An array's element by its place, counted from 1; NULL elements and a NULL array
select a[1] as first, a[2] as second, cast(null as array(bigint))[1] as of_null, array['x', 'y'][cast(2 as bigint)] as by_bigint
from (values array[10, null, 30]) as t (a)
