-- about: checksum's bytes
-- refused: checksum
select checksum(x) as a, checksum(s) as b from (values (1, 'a'), (null, null)) as t (x, s)
