-- about: Arrays of rows: a field of an element
select a[1].name as first, element_at(a, 2).name as second, element_at(a, 3).name as third, transform(a, r -> r.id) as ids
from (select cast(array[row(1, 'x'), row(2, 'y')] as array(row(id integer, name varchar))) as a)
