-- about: Bytes concatenate with || and concat.
select X'01' || X'02' as a, concat(X'01', X'02', X'03') as b, X'01' || cast(null as varbinary) as c, concat(X'', X'') as d
