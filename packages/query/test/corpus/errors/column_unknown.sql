-- about: A column that is not there
select nope from events
