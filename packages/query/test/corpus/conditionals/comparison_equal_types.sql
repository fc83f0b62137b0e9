-- about: Comparing numbers of different types
select 1 = 1.0 as a, 1 = 1e0 as b, 1.10 = 1.1 as c, 0.1 + 0.2 = 0.3 as decimals, 0.1e0 + 0.2e0 = 0.3e0 as doubles, cast(1 as real) = 1e0 as e, 1 <> 2 as f, 1 != 2 as g
