-- about: avg and sum of decimals of 38 digits
select avg(x), sum(x), max(x) from (values decimal '12345678901234567890123456789012345678', decimal '1', null) t(x)
