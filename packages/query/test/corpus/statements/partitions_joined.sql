-- about: A table beside the table of its partitions
select p.received_hour, count(e.event_id) as n from "clickstream"."events$partitions" p left join events e on e.app = p.app and e.received_date = p.received_date and e.received_hour = p.received_hour where p.app = 'store' and p.received_date = '2026-01-15' group by 1 order by 1
