-- about: IS NULL of arrays, of empty arrays
select array[] is null as a, array[null] is null as b, cast(null as array(varchar)) is null as c
