-- about: Hashes of the lake's ids, to join without saying them.
select substr(to_hex(sha256(to_utf8(anonymous_id))), 1, 8) as visitor, count(*) as n from events where anonymous_id is not null group by 1 order by 2 desc, 1 limit 10
