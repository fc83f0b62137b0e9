-- about: UNNEST of a JSON array cast to an array of JSON.
select n, json_extract_scalar(item, '$.product_id') as product, cast(json_extract(item, '$.quantity') as integer) as quantity from unnest(cast(json_parse('[{"product_id": "p1", "quantity": 2}, {"product_id": "p2"}]') as array(json))) with ordinality as t(item, n) order by n
