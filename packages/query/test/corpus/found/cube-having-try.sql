-- about: TRY in HAVING over CUBE
select count(*), a from (values (0, '2-3')) as v (id, a) group by cube(a) having try(cast(a as integer)) is null
