-- about: UNNEST of JSON items cast to rows
select id, n from (values '[{"product_id":"p1","quantity":2},{"product_id":"p2"}]') as t (items)
cross join unnest(cast(json_parse(items) as array(row(product_id varchar, quantity integer)))) as u (id, n) order by id
