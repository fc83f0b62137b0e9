-- about: A text whose rounding just fits or just does not fit the decimal.
select try_cast('999.94' as decimal(4, 1)) as a, try_cast('999.95' as decimal(4, 1)) as b, try_cast('-999.95' as decimal(4, 1)) as c, try_cast('0.04' as decimal(1, 1)) as d
