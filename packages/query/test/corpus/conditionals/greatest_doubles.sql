-- about: greatest and least of doubles with NaN and infinities
select greatest(1e0, infinity()) as a, least(1e0, -infinity()) as b, greatest(1e0, nan()) as c, least(nan(), 1e0) as d
