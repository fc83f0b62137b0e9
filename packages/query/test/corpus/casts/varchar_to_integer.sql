-- about: Texts to integers: signs and leading zeros.
select x, cast(x as integer) as i, cast(x as bigint) as b from (values '1', '-1', '007', '+5', null) t(x) order by x
