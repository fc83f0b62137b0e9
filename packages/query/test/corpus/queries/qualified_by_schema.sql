-- about: A table with a schema's name that is not there
select * from nowhere.events
