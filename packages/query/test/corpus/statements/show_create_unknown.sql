-- about: SHOW CREATE TABLE of a table that is not there
show create table nope
