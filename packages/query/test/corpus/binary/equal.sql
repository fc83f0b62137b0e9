-- about: Equality and grouping of bytes.
select X'00' = X'0000' as a, X'ab' = X'AB' as b, X'01' < X'ff' as c, X'' < X'00' as d, max(x) as m, count(distinct x) as n from (values X'ff', X'01', X'01') t(x)
