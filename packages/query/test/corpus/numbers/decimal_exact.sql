-- about: 0.1 + 0.2 = 0.3 in decimals, not in doubles.
select 0.1 + 0.2 = 0.3 as d, 0.1e0 + 0.2e0 = 0.3e0 as f, 0.1e0 + 0.2e0 as s
