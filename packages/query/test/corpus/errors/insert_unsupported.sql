-- about: INSERT of wrong columns
insert into nope values (1)
