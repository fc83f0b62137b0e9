-- about: round to digits beyond a double's and a decimal's
select round(1.5e0, 400) a, round(real '0.1', 400) b, round(5e-324, 323) c, round(-0e0, 3) d, truncate(x, -2147483648) e, round(15, -1) f, round(2147483647, -10) g from (values 123.456) t(x)
