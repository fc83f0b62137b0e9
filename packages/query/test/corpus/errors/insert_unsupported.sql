-- about: INSERT of wrong columns
-- refused: INSERT INTO
insert into nope values (1)
