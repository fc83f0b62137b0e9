-- about: A table that is not there
select * from nope
