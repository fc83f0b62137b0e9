-- about: Star over one side of USING
select l.*, r.* from (values (1, 'a')) as l (id, x) join (values (1, 'p')) as r (id, y) using (id)
