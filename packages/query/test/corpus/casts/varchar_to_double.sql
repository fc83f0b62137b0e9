-- about: Texts to doubles: exponents, Infinity, NaN, spaces and suffixes of Java.
select x, try_cast(x as double) as d, try_cast(x as real) as r from (values '1', '-1.5', '1e3', '1E-3', '.5', '5.', 'Infinity', '-Infinity', 'NaN', 'nan', 'inf', ' 1 ', '1d', '1f', '0x10', '1e400', '', 'abc', '1,5', '+2', null) t(x) order by x
