-- about: CREATE TABLE with a type that is not there
create table nope_table (a text)
