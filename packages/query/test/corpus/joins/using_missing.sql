-- about: USING a column that a side lacks is an error
select * from (values 1) as l (id) join (values 1) as r (other) using (id)
