-- about: sum of decimals with all their digits
select sum(x) as s, avg(x) as a, max(x) as m from (values decimal '12345678901234567890123456789.1234', decimal '0.0001') as t (x)
