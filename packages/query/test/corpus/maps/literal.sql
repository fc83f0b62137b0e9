-- about: map of two arrays; shown, subscripted, counted
select m, m['a'] as a, cardinality(m) as n from (values map(array['a', 'b'], array[1, 2])) as t (m)
