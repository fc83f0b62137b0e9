-- about: nvl and ifnull are unknown to Trino
select nvl(null, 1)
