-- about: A table's partitions by its hidden table
select app, received_date, count(*) as hours from "events$partitions" group by app, received_date order by app, received_date
