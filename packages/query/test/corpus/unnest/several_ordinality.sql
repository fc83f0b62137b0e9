-- about: UNNEST of several WITH ORDINALITY
select a, b, c, i from unnest(array[1], array['x', 'y'], array[true, false, null]) with ordinality as t (a, b, c, i) order by i
