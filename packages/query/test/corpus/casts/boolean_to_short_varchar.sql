-- about: A boolean whose text does not fit.
select cast(false as varchar(4))
