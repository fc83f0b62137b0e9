-- about: filter of an array of rows by a field
select transform(filter(cast(json_parse('[{"id":"p1","n":2},{"id":"p2","n":1}]') as array(row(id varchar, n integer))), r -> r.n > 1), r -> r.id) as x
