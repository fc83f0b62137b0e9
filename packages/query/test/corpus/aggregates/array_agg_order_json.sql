-- about: An aggregate is not ordered by JSON.
select array_agg(1 order by x) from (values json '1', json '2') t(x)
