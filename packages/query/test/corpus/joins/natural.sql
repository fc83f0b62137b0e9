-- about: NATURAL JOIN is not supported
select * from (values 1) as l (id) natural join (values 1) as r (id)
