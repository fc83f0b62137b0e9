-- about: format of Java: numbers with groups, widths, signs and bases.
select format('%d', 42) as a, format('%05d', 42) as b, format('%,d', 1234567) as c, format('%+d', 5) as d, format('%-6d|', 42) as e, format('%x %X %o', 255, 255, 8) as f, format('%(d', -7) as g, format('%,d', -1234567) as h
