-- about: An integer sum beyond 2147483647 is an error, not a bigint.
select a + 1 from (values 2147483647) t(a)
