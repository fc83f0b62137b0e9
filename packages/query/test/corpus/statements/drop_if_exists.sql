-- about: DROP TABLE IF EXISTS of a table that is not there
drop table if exists nope
