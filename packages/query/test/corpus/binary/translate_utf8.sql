-- about: from_utf8 of broken and overlong bytes: one replacement for each.
select from_utf8(X'e282') as a, from_utf8(X'c0af') as b, from_utf8(X'f0908041') as c, from_utf8(X'eda080') as d, length(from_utf8(X'ffff')) as e
