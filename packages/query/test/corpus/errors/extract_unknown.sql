-- about: A field that is not there
select extract(epoch from timestamp '2026-01-14 01:02:03')
