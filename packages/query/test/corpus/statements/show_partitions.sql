-- about: SHOW PARTITIONS is Hive's; the hidden table is Trino's
select count(*) > 0 as any from "events$partitions"
