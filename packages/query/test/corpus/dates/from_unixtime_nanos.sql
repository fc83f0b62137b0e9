-- about: from_unixtime_nanos of bigint and decimal.
-- refused: from_unixtime_nanos
select from_unixtime_nanos(1767607872123456789) as a, from_unixtime_nanos(-1) as b, from_unixtime_nanos(decimal '1234') as c, typeof(from_unixtime_nanos(0))
