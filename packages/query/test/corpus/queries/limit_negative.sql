-- about: A negative LIMIT is a syntax error
select 1 limit -1
