-- about: A stable sample by hash.
select mod(crc32(to_utf8(event_id)), 4) as bucket, count(*) as n from events group by 1 order by 1
