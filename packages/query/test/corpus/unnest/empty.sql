-- about: UNNEST of an empty array: no rows
select x from unnest(cast(array[] as array(integer))) as t (x)
