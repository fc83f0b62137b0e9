-- about: SHOW SESSION is of the engine, not of the data
show session like 'nope'
