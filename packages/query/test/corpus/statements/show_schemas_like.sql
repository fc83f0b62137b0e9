-- about: SHOW SCHEMAS LIKE
show schemas like 'information%'
