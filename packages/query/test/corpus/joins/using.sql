-- about: USING: one column of the name
select * from (values (1, 'a'), (2, 'b')) as l (id, x) join (values (1, 'p'), (3, 'q')) as r (id, y) using (id)
