-- about: UNNEST of NULL: no rows
select x from unnest(cast(null as array(integer))) as t (x)
