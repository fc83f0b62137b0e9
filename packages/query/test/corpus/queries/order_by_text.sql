-- about: ORDER BY texts by code point: capitals first, accents last
select x from (values 'b', 'a', 'B', 'é', 'e', '', '10', '9', '_', '😀', 'ｚ') as t (x) order by x
