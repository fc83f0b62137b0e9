-- about: The constants pi, e, nan and infinity.
select pi() as a, e() as b, nan() as c, infinity() as d, -infinity() as e, typeof(pi())
