-- about: Two tables of one alias: their columns are ambiguous, an error
select a.x from (values 1) as a (x) cross join (values 2) as a (x)
