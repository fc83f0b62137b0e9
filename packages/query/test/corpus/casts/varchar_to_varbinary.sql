-- about: Text to varbinary is its UTF-8, and there is no way back by cast.
select cast('é' as varbinary) as a, cast('' as varbinary) as b
