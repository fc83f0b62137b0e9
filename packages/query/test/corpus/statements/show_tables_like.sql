-- about: SHOW TABLES LIKE
show tables like 'rollups%'
