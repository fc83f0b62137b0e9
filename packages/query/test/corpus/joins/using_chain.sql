-- about: USING over three tables
select id, x, y, z from (values (1, 'x')) as a (id, x) join (values (1, 'y')) as b (id, y) using (id) left join (values (2, 'z')) as c (id, z) using (id)
