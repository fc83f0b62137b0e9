-- about: USING columns of types that fit
select id, x from (values 1) as l (id) join (values (cast(1 as bigint), 'x')) as r (id, x) using (id)
