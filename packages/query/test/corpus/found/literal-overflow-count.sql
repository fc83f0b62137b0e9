-- about: an overflow of numbers written out fails where it is only counted
select count(2147483647 * 2) from (values 1) as t (x)
