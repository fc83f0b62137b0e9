-- about: Doubles: infinity and NaN, without errors.
select 1e0 / 0e0 as a, -1e0 / 0e0 as b, 0e0 / 0e0 as c, 5e0 % 0e0 as d, -7.5e0 % 2e0 as e, 1e308 * 10 as f
