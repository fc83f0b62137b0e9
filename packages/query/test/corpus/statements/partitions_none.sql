-- about: The partitions of a table of no partitions
select * from "information_schema"."tables$partitions"
