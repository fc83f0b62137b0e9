-- about: concat_ws skips NULLs, keeps empties; of an array too.
select concat_ws(',', 'a', null, 'b', '') as a, concat_ws(',', array['x', null, 'y']) as b, concat_ws(null, 'a', 'b') as c, concat_ws('', 'a', 'b') as d, concat_ws(',', cast(null as varchar)) as e
