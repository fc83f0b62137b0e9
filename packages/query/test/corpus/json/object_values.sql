-- about: json_object of values of many types.
select json_object('b' : 1, 'a' : 2.50, 'c': 1e0, 'd': real '1.5', 'z': tinyint '3', 'y' : cast('x' as char(3)), 'aa': 'é😀"', 'e': date '2020-01-01', 'f': timestamp '2020-01-01 00:00:00', 'g': 1e100, 'h': decimal '100000000000000000000.10')
