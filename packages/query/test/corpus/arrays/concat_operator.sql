-- about: || of arrays, of an element after and before, and of a NULL array
select array[1, 2] || array[3] as two, array[1] || 2 as after, 0 || array[1] as before, array[1] || cast(null as array(integer)) as with_null
