-- about: Decimals to other scales: rounded half away from zero, widened with zeros.
select x, cast(x as decimal(5, 1)) as a, cast(x as decimal(10, 4)) as b, cast(x as decimal(3, 0)) as c from (values 1.25, 1.35, -1.25, 0.05, 99.95, null) t(x) order by x
