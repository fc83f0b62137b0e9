-- about: The hidden table of partitions of a table that is not there
-- open: another spelling in the error
select * from "nope$partitions"
