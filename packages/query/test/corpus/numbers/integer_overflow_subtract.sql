-- about: An integer difference below -2147483648 is an error.
select a - 2 from (values -2147483647) t(a)
