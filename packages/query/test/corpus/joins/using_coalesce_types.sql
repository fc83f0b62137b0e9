-- about: USING with FULL JOIN of columns of other types
select id, x, y from (values (1, 'a')) as l (id, x) full join (values (cast(2 as bigint), 'q')) as r (id, y) using (id) order by id
