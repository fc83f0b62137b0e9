-- about: || of an array of integers and a bigint or double takes the wider type
select array[1] || cast(2 as bigint) as a, array[1] || array[2.5e0] as b, array[1.5] || array[2.25] as c
