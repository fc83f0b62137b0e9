-- about: power and pow are of doubles; edges with zero, NaN and infinity.
select power(2, 10) as a, pow(2, -1) as b, power(0, 0) as c, power(0, -1) as d, power(-8, 1e0 / 3) as e, power(nan(), 0) as f, power(1, infinity()) as g, power(2.5, 2) as h, power(null, 2) as i, typeof(power(2, 10))
