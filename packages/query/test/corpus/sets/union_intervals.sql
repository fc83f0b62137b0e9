-- about: UNION of intervals and of times with zones: the same length, the same moment are one
select count(*) as n from (select interval '1' day as x, timestamp '2026-01-14 00:00:00 UTC' as t union select interval '24' hour, timestamp '2026-01-14 05:30:00 Asia/Kolkata')
