-- about: SHOW FUNCTIONS LIKE
show functions like 'bool\_or' escape '\'
