-- about: Mixed widths: the wider type wins, and division still truncates.
select bigint '7' / 2 as a, 7 / bigint '-2' as b, tinyint '7' / smallint '2' as c, 7 % bigint '4' as d, typeof(tinyint '1' + smallint '1'), typeof(1 + bigint '1'), typeof(tinyint '1' * tinyint '1')
