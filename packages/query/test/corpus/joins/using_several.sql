-- about: USING several columns
select a, b, x, y from (values (1, 1, 'x'), (1, 2, 'z')) as l (a, b, x) join (values (1, 1, 'y')) as r (a, b, y) using (a, b)
