-- about: SHOW COLUMNS … LIKE
show columns from events like 'received%'
