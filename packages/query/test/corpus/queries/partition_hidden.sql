-- about: "$partition": the partition a row is of
select distinct "$partition" as p from events where app = 'store' and received_date = '2026-01-15' order by p limit 2
