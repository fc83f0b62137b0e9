-- about: USING with FULL JOIN: the column of either side
select id, x, y from (values (1, 'a'), (2, 'b')) as l (id, x) full join (values (1, 'p'), (3, 'q')) as r (id, y) using (id) order by id
