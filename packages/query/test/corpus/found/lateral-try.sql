-- about: TRY of a column of another table within LATERAL
select t.a, u.b from (values (1, array[array[1], array[2, 3]])) as t (a, c) cross join lateral (select try(element_at(t.c, 1)[10]) as b) as u
