-- about: an overflow of numbers written out fails where only NULL is asked of it
select x from (values 1, 2) as t (x) where (9223372036854775807 + 1) is not null
