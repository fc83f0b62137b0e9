-- about: DELETE from a table that is not there
-- refused: DELETE
delete from nope
