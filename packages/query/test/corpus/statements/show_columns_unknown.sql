-- about: SHOW COLUMNS of a table that is not there
show columns from nope
