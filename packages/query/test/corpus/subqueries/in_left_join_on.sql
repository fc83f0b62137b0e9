-- about: IN and EXISTS in the ON of an outer join
-- refused: in the ON of an outer join
select t.a, u.b from (values 1, 2) as t (a) left join (values 2, 3) as u (b) on u.b = t.a and t.a in (select x from (values 2, 3) as s (x)) order by 1
