-- about: Dates beyond four digits and before year one.
select cast(date '10000-01-01' as varchar) as a, cast(date '-0001-01-01' as varchar) as b, date '0000-02-29' as c
