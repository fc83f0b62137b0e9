-- about: A decimal with a double becomes a double; with real, a real.
select 1.5 + 1e0 as a, 0.1 + 0.2e0 as b, 1.1 * real '2' as c, typeof(1.5 + 1e0), typeof(1.1 * real '2'), typeof(1 + real '2'), typeof(1 + 1e0), typeof(real '1' + 1e0)
