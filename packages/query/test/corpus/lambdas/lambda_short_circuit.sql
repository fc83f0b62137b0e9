-- about: A lambda that is not asked for an empty array fails nothing
select transform(cast(array[] as array(integer)), x -> 1 / 0) as x
