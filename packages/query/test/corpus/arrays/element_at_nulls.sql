-- about: element_at of a NULL array, a NULL place, a NULL element
select element_at(cast(null as array(integer)), 1) as a, element_at(array[1], null) as b, element_at(array[null, 2], 1) as c
