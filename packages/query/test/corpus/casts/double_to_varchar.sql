-- about: The text of doubles: exponents from ten million and below a thousandth, Infinity, NaN.
select x, cast(x as varchar) as s from (values 0e0, -0e0, 1e0, 100e0, 0.1e0, 123456.789e0, 9999999e0, 1e7, 12345678.9e0, 1e21, 0.001e0, 0.0001e0, -1.5e-10, 1.7976931348623157e308, 4.9e-324, 1e0 / 3, infinity(), -infinity(), nan(), null) t(x) order by x
