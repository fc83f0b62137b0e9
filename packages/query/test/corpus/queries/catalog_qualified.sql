-- about: A table of a catalog that is not there
select * from nowhere.nothing.events
