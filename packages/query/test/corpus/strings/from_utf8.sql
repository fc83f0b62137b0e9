-- about: to_utf8 and from_utf8, with bytes that are no UTF-8.
select from_utf8(to_utf8('é日😀')) = 'é日😀' as a, from_utf8(X'61FF62') as b, from_utf8(X'61FF62', '?') as c, from_utf8(X'61FF62', '') as d, to_utf8('é') as e
