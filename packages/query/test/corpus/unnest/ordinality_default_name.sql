-- about: UNNEST WITH ORDINALITY without names
select * from unnest(array['a', 'b']) with ordinality
