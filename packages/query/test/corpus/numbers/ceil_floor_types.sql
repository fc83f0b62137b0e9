-- about: ceil and floor: decimals lose their scale, integers stay, doubles stay double.
select ceil(-1.5e0) as a, floor(-1.5e0) as b, ceil(7) as c, ceil(123.456) as d, floor(real '1.5') as e, ceil(-0.5e0) as f, typeof(ceil(123.456)), typeof(ceil(99.9)), typeof(floor(7)), typeof(floor(real '1.5')), ceil(99.9) as g
