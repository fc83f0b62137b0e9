-- about: to_base and from_base, both ways, with letters and negatives.
select to_base(255, 16) as a, to_base(-255, 2) as b, to_base(0, 36) as c, from_base('ff', 16) as d, from_base('FF', 16) as e, from_base('-zz', 36) as f, to_base(9223372036854775807, 7) as g, to_base(null, 10) as h, typeof(from_base('1', 2))
