-- about: to_base32 and from_base32.
select to_base32(to_utf8('hello')) as a, from_utf8(from_base32('NBSWY3DP')) as b, to_base32(X'ff') as c, to_base32(X'') as d
