-- about: A stable bucket by the first bytes of a hash.
select from_big_endian_64(xxhash64(to_utf8(event_id))) % 3 as bucket, count(*) as n from events group by 1 order by 1
