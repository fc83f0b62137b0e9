-- about: A quoted column that is not there
select "Nope" from events
