-- about: an overflow of numbers written out with their types fails where only NULL is asked of it
select smallint '32767' + smallint '1' is null as a
