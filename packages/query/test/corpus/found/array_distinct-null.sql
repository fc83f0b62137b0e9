-- about: array_distinct of a NULL that is known before rows are read
select array_distinct(cast(null as array(bigint))) as a, array_distinct(try(cast(json_parse('null') as array(varchar)))) as b, cardinality(array_distinct(try(cast(null as map(varchar, array(double)))['b']))) as c
