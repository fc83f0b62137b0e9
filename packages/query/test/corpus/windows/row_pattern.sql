-- about: MATCH_RECOGNIZE
-- refused: MATCH_RECOGNIZE
select * from (values (1, 90), (2, 80), (3, 85)) as t (i, x) match_recognize (order by i measures match_number() as m, last(down.x) as low one row per match pattern (down+ up) define down as x < prev(x), up as x > prev(x))
