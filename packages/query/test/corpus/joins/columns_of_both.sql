-- about: Star over a join of tables with a column of one name
select * from (values (1, 'a')) as l (id, x) join (values (1, 'b')) as r (id, x) on l.id = r.id
