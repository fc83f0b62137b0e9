-- about: A number whose text is longer than the varchar is an error, not cut.
select cast(12345 as varchar(3))
