-- about: UNNEST WITH ORDINALITY counts from 1, a bigint
select x, i from unnest(array['a', 'b', null]) with ordinality as t (x, i) order by i
