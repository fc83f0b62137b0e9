-- about: A window function without OVER in WHERE
select 1 from (values 1) as t (x) where row_number() is not null
