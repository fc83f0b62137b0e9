-- about: cardinality counts NULL elements; of NULL it is NULL
select cardinality(array[1, null, 3]) as three, cardinality(array[]) as zero, cardinality(cast(null as array(integer))) as of_null
