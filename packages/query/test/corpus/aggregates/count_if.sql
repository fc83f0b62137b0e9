-- about: count_if: true ones only
select count_if(x > 1) as over, count_if(x is null) as nulls, count_if(null) as unknown from (values 1, 2, null, 3) as t (x)
