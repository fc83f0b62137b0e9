-- about: The column of USING with a table's name is an error
select l.id from (values (1, 'a')) as l (id, x) join (values (1, 'p')) as r (id, y) using (id)
