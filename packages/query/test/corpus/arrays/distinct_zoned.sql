-- about: Sets of arrays: times with zones are the same by their moment
select array_union(array[1,null],array[null,2,1]), array_distinct(array[timestamp '2020-01-01 00:00:00 UTC', timestamp '2020-01-01 05:30:00 Asia/Kolkata']), concat(array[1],2), concat(array[1],array[2],array[3]), concat(1,array[2]), array[array[1]]||array[2]
