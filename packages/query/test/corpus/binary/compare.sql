-- about: Bytes compare unsigned, byte by byte.
select x from (values X'ff', X'01', X'', X'0100', X'7f', X'80', null) t(x) order by x
