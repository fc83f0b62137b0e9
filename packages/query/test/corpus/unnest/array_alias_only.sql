-- about: UNNEST with a table's alias alone
select t.* from unnest(array['a', 'b']) as t order by 1
