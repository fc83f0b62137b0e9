-- about: The hidden table of a table's partitions
-- open: "events$partitions" is not there: use SHOW PARTITIONS
select count(*) > 0 as any from "events$partitions"
