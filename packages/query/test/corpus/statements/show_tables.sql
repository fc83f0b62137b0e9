-- about: SHOW TABLES
show tables
