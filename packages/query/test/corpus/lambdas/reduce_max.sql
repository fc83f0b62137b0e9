-- about: reduce that keeps the greatest, NULL at the start
select reduce(array[3, 9, 4], cast(null as integer), (s, x) -> if(s is null or x > s, x, s), s -> s) as x
