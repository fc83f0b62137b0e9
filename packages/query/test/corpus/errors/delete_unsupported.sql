-- about: DELETE from a table that is not there
delete from nope
