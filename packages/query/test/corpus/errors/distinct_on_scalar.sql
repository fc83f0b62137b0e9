-- about: DISTINCT in a scalar function
select lower(distinct 'a')
