-- about: Names with digits, underscores; names that must be quoted
select t1._a as _a, t1."1st" as "1st", t1."with-dash" from (values (1, 2, 3)) as t1 (_a, "1st", "with-dash")
