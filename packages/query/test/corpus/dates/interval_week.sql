-- about: There is no interval of weeks: seven days are one.
select interval '1' week
