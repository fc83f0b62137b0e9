-- about: array_join and concat_ws with a separator of each row's own
select array_join(a, s) as a, array_join(a, s, 'n') as b, concat_ws(s, a) as c, concat_ws(s, 'a', b, 'c') as d from (values
  (array['x','y',null], '-', 'q'), (array['p'], '+', null), (array[], '+', 'z'), (null, 'x', ''), (array['q'], null, 'w'), (array['', 'a', ''], ';', ''), (array[null], ',', null)) t(a, s, b)
