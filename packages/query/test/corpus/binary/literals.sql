-- about: Binary literals: pairs of hex digits, with spaces.
select X'' as a, X'00ff' as b, X'00 FF' as c, x'AbCd' as d, typeof(X'00')
