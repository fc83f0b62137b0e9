-- about: IP addresses from text, compared and to text in the shortest form.
-- refused: type ipaddress
select ipaddress '10.0.0.1' as a, cast('2001:0db8:0000:0000:0000:ff00:0042:8329' as ipaddress) as b, cast(ipaddress '::ffff:1.2.3.4' as varchar) as c, ipaddress '10.0.0.2' > ipaddress '10.0.0.10' as d
