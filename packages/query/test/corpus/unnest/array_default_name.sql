-- about: UNNEST without names: the column's name
select * from unnest(array['a', 'b']) order by 1
