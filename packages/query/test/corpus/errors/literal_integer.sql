-- about: A number too large for a bigint
select 99999999999999999999
