-- about: DROP TABLE of a table that is not there
drop table nope
