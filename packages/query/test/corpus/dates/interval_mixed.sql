-- about: An interval of months and one of seconds do not add.
select interval '1' month + interval '1' day
