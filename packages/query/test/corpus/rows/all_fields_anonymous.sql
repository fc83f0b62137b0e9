-- about: r.* of a row without names
select t.r.* from (select row(1, 'x') as r) as t
