-- about: Partition columns come last in star
select * from events where app = 'none' and received_date = '2026-01-01'
