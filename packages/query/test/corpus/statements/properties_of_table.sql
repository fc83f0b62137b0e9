-- about: The hidden table of partitions of a table that is not there
select * from "nope$partitions"
