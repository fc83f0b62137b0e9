-- about: max of maps is an error
select max(m) from (values map(array[1], array[2])) as t (m)
