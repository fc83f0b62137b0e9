-- about: Aliases without AS
select x y, t.x z from (values 1) t (x)
