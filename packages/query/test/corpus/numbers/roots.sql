-- about: sqrt and cbrt; of negatives, zero and infinity.
select sqrt(16) as a, sqrt(2) as b, sqrt(-1) as c, sqrt(0) as d, cbrt(27) as e, cbrt(-8) as f, sqrt(infinity()) as g, sqrt(2.25) as h, sqrt(null) as i
