-- about: UNNEST of several of which one is empty and one NULL
select a, b, c from unnest(array[1, 2], cast(array[] as array(varchar)), cast(null as array(double))) as t (a, b, c) order by a
