-- about: TRY keeps an answer
select try(10 / 2) as a, coalesce(try(cast('7' as integer)), 0) as b, coalesce(try(cast('seven' as integer)), 0) as c
