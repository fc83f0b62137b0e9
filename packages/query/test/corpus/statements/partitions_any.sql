-- about: The hidden table of a table's partitions
select count(*) > 0 as any from "events$partitions"
