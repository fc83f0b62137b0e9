-- about: Two tables of one alias: their columns can't be told apart
select a.x from (values 1) as a (x) cross join (values 2) as a (x)
