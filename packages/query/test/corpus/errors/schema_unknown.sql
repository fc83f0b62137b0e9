-- about: A table of a schema that is not there
select * from nope.events
