-- about: format of dates and timestamps by %t codes.
select format('%1$tA, %1$tB %1$te, %1$tY', date '2026-01-05') as a, format('%tY-%<tm-%<td %<tH:%<tM', timestamp '2026-01-05 10:11:12') as b
