-- about: checksum does not depend on the order
-- refused: checksum
select checksum(x) = checksum(y) as a, checksum(x) = checksum(z) as b from (values (1, 2, 1), (2, 1, 1)) as t (x, y, z)
