-- about: A double whose text does not fit the varchar is an error.
select cast(1234.5678e0 as varchar(4))
