-- about: SHOW COLUMNS FROM a table
show columns from links
