-- about: A table's properties by its hidden table
select * from "nope$partitions"
