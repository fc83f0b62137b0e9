-- about: A table's partitions by its hidden table
-- open: "events$partitions" is not there: use SHOW PARTITIONS
select app, received_date, count(*) as hours from "events$partitions" group by app, received_date order by app, received_date
