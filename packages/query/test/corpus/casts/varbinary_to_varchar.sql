-- about: A varbinary is no varchar: from_utf8 makes one.
select cast(X'41' as varchar)
