-- about: JSON values compare for equality only, and group.
select x, count(*) as n from (values json '1', json '1.0', json '"1"', json '{"a":1,"b":2}', json '{"b":2,"a":1}', json 'null') t(x) group by x order by json_format(x)
