-- about: -0.0 stays when it is sorted, made distinct, numbered and shown.
select x, cast(x as varchar) as text, row_number() over (partition by x order by x) as n from (values -0e0, 1e0) t(x) order by x
