-- about: sum of decimals past 38 digits is an error
select sum(x) from (values decimal '99999999999999999999999999999999999999', decimal '1') as t (x)
