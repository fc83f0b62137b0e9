-- about: is_json_scalar of each kind.
select x, is_json_scalar(x) as s from (values '1', '"a"', 'null', 'true', '[1]', '{}', '"x') t(x) where x <> '"x' order by x
